package dev.leeway.merge;

import static dev.leeway.merge.SmallOutcomes.labels;
import static dev.leeway.merge.SmallOutcomes.predicted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.fixture.CarLoan;
import dev.leeway.profile.Envelope;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Stored outcomes that a faulty writer left, with right checksums: the book goes on. */
class HostileOutcomesTest {

  @RepeatedTest(20)
  void damageUnderRightChecksum_endsNothing(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    SmallOutcomes outcomes =
        new SmallOutcomes(
            SmallOutcomes.monitor().with(SmallOutcomes.asking(10, 0.5)), SmallOutcomes.WITH_LABELS);
    for (int minute = 1; minute < 40; minute += 6) {
      outcomes.merge(minute, CarLoan.windows().get(0).merge(labels(30, 3)));
      outcomes.rise(minute);
    }
    outcomes.commit();
    assertThat(outcomes.store.keySet())
        .extracting(key -> key.charAt(0))
        .contains('O', 'R', 'S', 'L');
    Map<String, byte[]> sound = Map.copyOf(outcomes.store);
    List<String> keys = List.copyOf(sound.keySet());
    for (int i = 0; i < 40; i++) {
      outcomes.store.clear();
      outcomes.store.putAll(sound);
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        String key = keys.get(random.nextInt(keys.size()));
        outcomes.store.put(key, damaged(sound.get(key), random));
      }
      outcomes.restart();
      outcomes.merge(41, predicted(5));
      for (int minute = 45; minute < 130; minute += 21) {
        outcomes.rise(minute);
        outcomes.merge(minute, predicted(5));
        outcomes.commit();
      }
    }
  }

  private static byte[] damaged(byte[] sealed, SplittableRandom random) {
    byte[] payload = Arrays.copyOfRange(sealed, Envelope.HEADER, sealed.length);
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
    }
    Envelope.Kind kind = Envelope.Kind.values()[sealed[5] - 1];
    return Envelope.seal(kind, sealed[4], payload);
  }
}
