package dev.leeway.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.fixture.FacetRows;
import dev.leeway.fixture.Row;
import dev.leeway.sketch.CorruptStateException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Whatever happens to sealed bytes, they are refused as corrupt, and cheaply. */
class DamagedBytesTest {

  /** The format version that is written. */
  private static final int NEWEST = 2;

  private static final byte[] LAYOUT = LayoutCodec.encode(GoldenRows.layout());

  /** All columns, enough rows for the sketches to have more than one level. */
  private static final byte[] PROFILE = ProfileCodec.encode(profile(1_500));

  private static Profile profile(int rows) {
    ProfileBuilder builder = new ProfileBuilder(new ProfileBuilder.Counting(GoldenRows.layout()));
    FacetRows.random(new SplittableRandom(1), rows).forEach(row -> builder.add(row.event()));
    return builder.build();
  }

  @Test
  void everyBitFlip_isRefused() {
    assertEveryBitFlipRefused(LAYOUT, LayoutCodec::decode);
    assertEveryBitFlipRefused(PROFILE, ProfileCodec::decode);
  }

  @Test
  void everyTruncationAndExtension_isRefused() {
    for (int length = 0; length <= PROFILE.length + 3; length++) {
      if (length != PROFILE.length) assertRefused(Arrays.copyOf(PROFILE, length));
      if (length != LAYOUT.length) {
        byte[] given = Arrays.copyOf(LAYOUT, length);
        assertThatExceptionOfType(CorruptStateException.class)
            .isThrownBy(() -> LayoutCodec.decode(given));
      }
    }
  }

  @Test
  void otherKindVersionMagic_isRefused() {
    byte[] payload = Envelope.open(Envelope.Kind.PROFILE, NEWEST, PROFILE);

    assertRefused(LAYOUT);
    assertRefused(Envelope.seal(Envelope.Kind.PROFILE, NEWEST + 1, payload));
    assertRefused(Envelope.seal(Envelope.Kind.PROFILE, 0, payload));
    assertRefused(Envelope.seal(Envelope.Kind.MERGE_STATE, NEWEST, payload));
    assertThat(ProfileCodec.decode(Envelope.seal(Envelope.Kind.PROFILE, NEWEST, payload)).rows())
        .isEqualTo(1_500);
  }

  @Test
  void payloadsBeyondTheCap_areNeitherWrittenNorRead() {
    byte[] largest = new byte[Envelope.MAX_PAYLOAD];
    byte[] sealed = Envelope.seal(Envelope.Kind.LAYOUT, 1, largest);

    assertThat(Envelope.open(Envelope.Kind.LAYOUT, 1, sealed)).hasSize(Envelope.MAX_PAYLOAD);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Envelope.seal(Envelope.Kind.LAYOUT, 1, new byte[Envelope.MAX_PAYLOAD + 1]));
    byte[] tooLong = new byte[Envelope.HEADER + Envelope.MAX_PAYLOAD + 1];
    assertThatExceptionOfType(CorruptStateException.class)
        .isThrownBy(() -> Envelope.open(Envelope.Kind.LAYOUT, 1, tooLong))
        .withMessageContaining(String.valueOf(Envelope.MAX_PAYLOAD + 1));
  }

  /**
   * Damage under a right checksum: what a faulty writer would leave. The checksum cannot help here,
   * so bytes may by chance be a profile; anything else must be called corrupt.
   */
  @RepeatedTest(20)
  void damageUnderRightChecksum_isCorruptOrReadable(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    for (int i = 0; i < 100; i++) {
      readDamaged(Envelope.Kind.PROFILE, damaged(PROFILE, random), ProfileCodec::decode);
      readDamaged(Envelope.Kind.LAYOUT, damaged(LAYOUT, random), LayoutCodec::decode);
    }
  }

  @Test
  void falseSizes_areRefusedBeforeAnythingIsAllocated() {
    for (long size : new long[] {1 << 20, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE}) {
      PayloadWriter head = new PayloadWriter().count(1).count(0);
      byte[] firstProfile = head.count(size).toBytes();
      byte[] profile = new PayloadWriter().count(1).count(0).count(0).count(size).toBytes();
      byte[] bins = oneColumn().count(size).toBytes();
      byte[] vector =
          oneColumn().count(0).count(0).count(0).count(0).count(0).count(0).count(size).toBytes();
      byte[] layout = new PayloadWriter().count(size).toBytes();
      byte[] name = new PayloadWriter().count(1).count(size).toBytes();

      long before = allocated();
      assertRefused(Envelope.seal(Envelope.Kind.PROFILE, 1, firstProfile));
      for (byte[] payload : List.of(profile, bins, vector)) {
        assertRefused(Envelope.seal(Envelope.Kind.PROFILE, NEWEST, payload));
      }
      for (byte[] payload : List.of(layout, name)) {
        assertThatExceptionOfType(CorruptStateException.class)
            .isThrownBy(() -> LayoutCodec.decode(Envelope.seal(Envelope.Kind.LAYOUT, 1, payload)));
      }
      assertThat(allocated() - before).isLessThan(4_000_000);
    }
  }

  @Test
  void moreValuesThanRows_isCorrupt() {
    byte[] payload =
        Envelope.open(
            Envelope.Kind.PROFILE,
            NEWEST,
            ProfileCodec.encode(FacetRows.profile(List.of(new Row().with("amount", 0.5)))));
    payload[0] = 0;

    assertRefused(Envelope.seal(Envelope.Kind.PROFILE, NEWEST, payload));
  }

  @Test
  void layoutsThatCannotBe_areCorrupt() {
    byte[] twice =
        new PayloadWriter()
            .count(2)
            .text("a")
            .count(1)
            .count(0)
            .text("a")
            .count(1)
            .count(0)
            .toBytes();
    byte[] descending =
        new PayloadWriter().count(1).text("a").count(1).count(2).number(2).number(1).toBytes();
    byte[] nan =
        new PayloadWriter().count(1).text("a").count(1).count(1).number(Double.NaN).toBytes();
    byte[] kind = new PayloadWriter().count(1).text("a").count(9).count(0).toBytes();
    byte[] categoryTwice =
        new PayloadWriter().count(1).text("a").count(2).count(2).text("x").text("x").toBytes();
    byte[] longer = new PayloadWriter().count(0).count(0).toBytes();

    for (byte[] payload : List.of(twice, descending, nan, kind, categoryTwice, longer)) {
      assertThatExceptionOfType(CorruptStateException.class)
          .isThrownBy(() -> LayoutCodec.decode(Envelope.seal(Envelope.Kind.LAYOUT, 1, payload)));
    }
  }

  /** A profile of one numeric column, up to its counts. */
  private static PayloadWriter oneColumn() {
    return new PayloadWriter().count(1).count(0).count(0).count(1).count(0);
  }

  private static void assertEveryBitFlipRefused(byte[] sealed, Consumer<byte[]> decoder) {
    long before = allocated();
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] flipped = sealed.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        decoder.accept(flipped);
      } catch (CorruptStateException expected) {
        continue;
      }
      throw new AssertionError("bit " + bit + " flipped and read all the same");
    }
    long perTrial = (allocated() - before) / (sealed.length * 8L);
    assertThat(perTrial).isLessThan(2L * sealed.length + 50_000);
  }

  private static void readDamaged(Envelope.Kind kind, byte[] payload, Consumer<byte[]> decoder) {
    try {
      decoder.accept(Envelope.seal(kind, NEWEST, payload));
    } catch (CorruptStateException expected) {
      assertThat(expected).hasMessageNotContaining("OutOfMemory");
    }
  }

  /** The payload with a few bytes changed. */
  private static byte[] damaged(byte[] sealed, SplittableRandom random) {
    byte[] payload = Arrays.copyOfRange(sealed, Envelope.HEADER, sealed.length);
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
    }
    return payload;
  }

  private static void assertRefused(byte[] sealed) {
    assertThatExceptionOfType(CorruptStateException.class)
        .isThrownBy(() -> ProfileCodec.decode(sealed));
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }
}
