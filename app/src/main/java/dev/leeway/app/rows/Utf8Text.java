package dev.leeway.app.rows;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Text files as they come: UTF-8, perhaps with a byte order mark; other encodings are refused. */
final class Utf8Text {

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private Utf8Text() {}

  /** The bytes after the byte order mark, if there is one. */
  static InputStream withoutMark(InputStream in, Path file) throws IOException {
    PushbackInputStream ahead = new PushbackInputStream(in, MARK.length);
    byte[] start = ahead.readNBytes(MARK.length);
    if (java.util.Arrays.equals(start, MARK)) return ahead;
    if (start.length >= 2 && isUtf16Mark(start[0] & 0xff, start[1] & 0xff)) {
      throw RowException.of(file, "is UTF-16: save it as UTF-8");
    }
    ahead.unread(start);
    return ahead;
  }

  /** Text that fails with a CharacterCodingException where it is not UTF-8. */
  static Reader reader(InputStream in, Path file) throws IOException {
    return new InputStreamReader(
        withoutMark(in, file),
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private static boolean isUtf16Mark(int first, int second) {
    return (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE);
  }
}
