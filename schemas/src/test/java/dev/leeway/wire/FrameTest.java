package dev.leeway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class FrameTest {

  @Test
  void header_isConfluents() {
    assertThat(Frame.header(0x01020304)).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void schemaId_readsAtOffset() throws Undecodable {
    byte[] bytes = {9, 9, 0, 0, 0, 1, 2, 42};

    assertThat(Frame.schemaId(bytes, 2, 6)).isEqualTo(258);
  }

  @Test
  void schemaId_ofFewerThanFiveBytes_isTooShort() {
    for (int length = 0; length < Frame.HEADER; length++) {
      int given = length;
      assertThatExceptionOfType(Undecodable.class)
          .isThrownBy(() -> Frame.schemaId(new byte[8], 0, given))
          .extracting(Undecodable::reason)
          .isEqualTo(Undecodable.Reason.TOO_SHORT);
    }
  }

  @Test
  void schemaId_afterOtherFirstByte_isBadMagic() {
    for (int first = 1; first < 256; first++) {
      byte[] bytes = {(byte) first, 0, 0, 0, 1};
      assertThatExceptionOfType(Undecodable.class)
          .isThrownBy(() -> Frame.schemaId(bytes, 0, bytes.length))
          .extracting(Undecodable::reason)
          .isEqualTo(Undecodable.Reason.BAD_MAGIC);
    }
  }
}
