package dev.leeway.app.rows;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of one file, hashed as they pass by, so that a change between two passes shows. */
final class FileBytes {

  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final boolean gzip;
  private final RowProgress progress;

  /** Hash of the first whole pass. */
  private @Nullable String sha256;

  FileBytes(Path file, boolean gzip, RowProgress progress) {
    this.file = file;
    this.gzip = gzip;
    this.progress = progress;
  }

  Path file() {
    return file;
  }

  RowProgress progress() {
    return progress;
  }

  /** Whether there was a whole pass. */
  boolean isHashed() {
    return sha256 != null;
  }

  /** Opens the file for one pass. */
  Pass open() throws IOException {
    return new Pass();
  }

  /**
   * Reads and hashes the file without looking at it.
   *
   * @throws RowException if it changed since the pass before
   */
  ReadRows hash(long rows) throws IOException {
    try (Pass pass = open()) {
      return pass.end(rows);
    }
  }

  /** One reading of the file from start to end. */
  final class Pass implements AutoCloseable {

    private final Hashing hashing;
    private final InputStream content;

    private Pass() throws IOException {
      hashing = new Hashing(Files.newInputStream(file), Files.size(file));
      try {
        content = gzip ? new GZIPInputStream(hashing, BUFFER) : hashing;
      } catch (IOException e) {
        hashing.close();
        throw e;
      }
    }

    /** What is in the file, unpacked. */
    InputStream content() {
      return content;
    }

    /**
     * Reads what is left and checks that the file is the one of the pass before.
     *
     * @throws RowException if it is not
     */
    ReadRows end(long rows) throws IOException {
      hashing.transferTo(OutputStream.nullOutputStream());
      String now = HexFormat.of().formatHex(hashing.digest.digest());
      if (sha256 == null) {
        sha256 = now;
      } else if (!sha256.equals(now)) {
        throw RowException.of(file, "was changed while it was read");
      }
      return new ReadRows(rows, hashing.count, now);
    }

    @Override
    public void close() throws IOException {
      content.close();
    }
  }

  private final class Hashing extends FilterInputStream {

    private final MessageDigest digest = sha256();
    private final long total;
    private long count;

    Hashing(InputStream in, long total) {
      super(in);
      this.total = total;
      progress.at(0, total);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = in.read(bytes, offset, length);
      if (read > 0) {
        digest.update(bytes, offset, read);
        count += read;
        progress.at(count, total);
      }
      return read;
    }

    @Override
    public long skip(long n) throws IOException {
      return in.readNBytes((int) Math.min(n, BUFFER)).length;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
