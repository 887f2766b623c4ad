package dev.leeway.app.rows;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a file as bytes, in one buffer that grows to the longest of them. */
final class Lines {

  private final InputStream in;
  private final int longest;
  private final byte[] chunk = new byte[1 << 16];
  private int chunkAt;
  private int chunkEnd;
  private byte[] line = new byte[1 << 10];
  private int length;

  Lines(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** A line is longer than allowed. */
  static final class TooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    TooLongException() {
      super("line too long");
    }
  }

  /**
   * Goes to the next line; false at the end of the file.
   *
   * @throws TooLongException if the line is longer than allowed
   */
  boolean next() throws IOException {
    length = 0;
    while (true) {
      if (chunkAt == chunkEnd && !fill()) return length > 0;
      int end = lineEnd();
      append(end);
      if (end < chunkEnd) {
        chunkAt = end + 1;
        return true;
      }
      chunkAt = end;
    }
  }

  /** The line's bytes start here; valid until {@link #next}. */
  byte[] buffer() {
    return line;
  }

  int length() {
    return length;
  }

  private boolean fill() throws IOException {
    chunkAt = 0;
    chunkEnd = Math.max(0, in.read(chunk));
    return chunkEnd > 0;
  }

  private int lineEnd() {
    int at = chunkAt;
    while (at < chunkEnd && chunk[at] != '\n') at++;
    return at;
  }

  private void append(int end) throws TooLongException {
    int more = end - chunkAt;
    if (length + more > longest) throw new TooLongException();
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.max(length + more, line.length * 2));
    }
    System.arraycopy(chunk, chunkAt, line, length, more);
    length += more;
  }
}
