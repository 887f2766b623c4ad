package dev.leeway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class AvroCursorTest {

  private final AvroCursor cursor = new AvroCursor();

  @Test
  void integers_comeBack() throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 5_000; i++) {
      long value = random.nextLong() >> random.nextInt(64);
      read(encoder -> encoder.writeLong(value));
      assertThat(cursor.integer()).isEqualTo(value);
      assertThat(cursor.isAtEnd()).isTrue();
    }
  }

  @Test
  void numbers_comeBackBitByBit() throws Exception {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 2_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      float single = Float.intBitsToFloat(random.nextInt());
      read(
          encoder -> {
            encoder.writeDouble(number);
            encoder.writeFloat(single);
            encoder.writeBoolean(number > 0);
          });
      assertThat(Double.doubleToLongBits(cursor.number()))
          .isEqualTo(Double.doubleToLongBits(number));
      assertThat(Float.floatToIntBits(cursor.single())).isEqualTo(Float.floatToIntBits(single));
      assertThat(cursor.flag()).isEqualTo(number > 0);
    }
  }

  @Test
  void integer_ofMoreThanTenBytes_isMalformed() throws Exception {
    byte[] eleven = new byte[11];
    Arrays.fill(eleven, (byte) 0x80);
    cursor.start(eleven, 0, 11);
    assertMalformed(cursor::integer);
    cursor.start(eleven, 0, 9);
    assertMalformed(cursor::integer);
  }

  @Test
  void everything_stopsAtTheEndOfItsSpan_notOfTheArray() throws Exception {
    byte[] bytes = new byte[64];
    Arrays.fill(bytes, (byte) 1);
    cursor.start(bytes, 10, 0);
    assertMalformed(cursor::integer);
    assertMalformed(cursor::flag);
    cursor.start(bytes, 10, 3);
    assertMalformed(cursor::single);
    cursor.start(bytes, 10, 7);
    assertMalformed(cursor::number);
    bytes[10] = 6;
    cursor.start(bytes, 10, 3);
    assertMalformed(cursor::text);
    cursor.start(bytes, 10, 4);
    cursor.text();
    assertThat(cursor.offset()).isEqualTo(11);
    assertThat(cursor.length()).isEqualTo(3);
    assertThat(cursor.isAtEnd()).isTrue();
  }

  @Test
  void text_ofFalseLength_isMalformed() throws Exception {
    for (long length : new long[] {-1, Long.MIN_VALUE, 1L << 31, Long.MAX_VALUE}) {
      read(encoder -> encoder.writeLong(length));
      assertMalformed(cursor::text);
    }
  }

  @Test
  void block_withSize_passesOverTheSize() throws Exception {
    read(
        encoder -> {
          encoder.writeLong(-2);
          encoder.writeLong(2);
          encoder.writeFixed(new byte[2]);
        });

    assertThat(cursor.block(0)).isEqualTo(2);
  }

  private interface Writing {
    void to(BinaryEncoder encoder) throws IOException;
  }

  private void read(Writing writing) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    writing.to(encoder);
    encoder.flush();
    cursor.start(out.toByteArray(), 0, out.size());
  }

  private interface Moving {
    void move() throws Undecodable;
  }

  private static void assertMalformed(Moving reading) {
    assertThatExceptionOfType(Undecodable.class)
        .isThrownBy(reading::move)
        .extracting(Undecodable::reason)
        .isEqualTo(Undecodable.Reason.MALFORMED);
  }
}
