package dev.leeway.merge;

import static dev.leeway.merge.SmallBook.tide;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.bundle.PartialProfile;
import dev.leeway.fixture.FacetRows;
import dev.leeway.fixture.Models;
import dev.leeway.profile.Envelope;
import dev.leeway.profile.Layout;
import dev.leeway.profile.LayoutCodec;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.reference.Reference;
import dev.leeway.sketch.CorruptStateException;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * References that nobody of ours built, under right checksums: refused when they are read, or
 * windows are compared with them without a fault.
 */
class HostileReferenceTest {

  private static final byte[] LAYOUT = LayoutCodec.encode(FacetRows.LAYOUT);
  private static final byte[] PROFILE =
      ProfileCodec.encode(FacetRows.profile(FacetRows.random(new SplittableRandom(2), 200)));

  @RepeatedTest(30)
  void damageUnderRightChecksum_endsNoComparison(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    Profile good = ProfileCodec.decode(PROFILE);
    int compared = 0;
    for (int i = 0; i < 60; i++) {
      byte[] layout = random.nextBoolean() ? damaged(LAYOUT, random) : LAYOUT;
      byte[] profile = random.nextInt(4) > 0 ? damaged(PROFILE, random) : PROFILE;
      Optional<Reference> reference = read(layout, profile);
      if (reference.isEmpty()) continue;
      compare(reference.get(), good);
      compared++;
    }
    assertThat(compared).isPositive();
  }

  private static Optional<Reference> read(byte[] layout, byte[] profile) {
    try {
      Layout read = LayoutCodec.decode(layout);
      return Optional.of(
          new Reference(
              SmallBook.MODEL,
              Instant.EPOCH,
              Instant.EPOCH,
              new TreeMap<>(),
              read,
              ProfileCodec.decode(profile)));
    } catch (CorruptStateException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void compare(Reference reference, Profile rows) {
    Models models =
        new Models()
            .with(SmallBook.monitor(10, 30, WindowSpec.tumbling(Duration.ofMinutes(5))))
            .with(reference);
    WindowBook book = new WindowBook(models, new BufferedJournal());
    for (int pane = 1; pane < 20; pane += 5) {
      Intake intake =
          book.merge(
              new PartialProfile(
                  SmallBook.MODEL,
                  "",
                  SmallBook.minute(pane),
                  Duration.ofMinutes(1),
                  reference.id(),
                  0,
                  rows));
      assertThat(intake).isIn(Intake.MERGED, Intake.MISFIT);
      book.rise(tide(0, 1, pane + 5, pane + 5));
    }
  }

  private static byte[] damaged(byte[] sealed, SplittableRandom random) {
    byte[] payload = Arrays.copyOfRange(sealed, Envelope.HEADER, sealed.length);
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      int most = random.nextBoolean() ? Math.min(200, payload.length) : payload.length;
      payload[random.nextInt(most)] = (byte) random.nextInt(256);
    }
    return Envelope.seal(Envelope.Kind.values()[sealed[5] - 1], sealed[4], payload);
  }
}
