package dev.leeway.ingestion;

import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads bodies, and no byte more than the limits allow. */
final class BodyReader {

  private static final int CHUNK = 8 * 1024;

  /** A few repeated fields pack well; a small body cannot do harm at any ratio. */
  private static final int RATIO_MATTERS_FROM = 64 * 1024;

  private final IngestLimits limits;

  /** How much of a body nobody wants is taken in all the same, and for how long. */
  private static final int UNWANTED_BYTES = 16 << 20;

  private static final long UNWANTED_NANOS = 2_000_000_000L;

  BodyReader(IngestLimits limits) {
    this.limits = limits;
  }

  /**
   * The whole body, unpacked.
   *
   * @param claim is grown before what it stands for is read
   * @throws Refusal if the body is too large, broken, or too much beside the others
   */
  byte[] read(HttpServletRequest request, BodyForm form, InFlight.Claim claim) throws Refusal {
    int most = limits.bytes(form.batch());
    if (form.length() > most) throw tooLarge(most);
    claim.cover(InFlight.OVERHEAD + Math.max(0, form.length()));
    try {
      // Not before here: a client that waits to be asked for its body is asked by this call.
      Wire wire = new Wire(request.getInputStream());
      InputStream plain = form.gzip() ? new GZIPInputStream(wire, CHUNK) : wire;
      return read(plain, wire, form, claim);
    } catch (WireException e) {
      throw new Refusal(ProblemCode.INCOMPLETE_BODY, "the body ended before it was complete");
    } catch (EOFException | ZipException e) {
      throw new Refusal(
          ProblemCode.CORRUPT_GZIP, "the body is not what gzip writes, or not all of it");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes in the rest of a body whose answer is already sent. Closing a connection with unread
   * bytes resets it, and a client that is reset while it sends never sees its answer.
   */
  static void discard(InputStream in) {
    byte[] chunk = new byte[CHUNK];
    long start = System.nanoTime();
    try {
      for (int read = 0; read < UNWANTED_BYTES; ) {
        int n = in.read(chunk);
        if (n < 0 || System.nanoTime() - start > UNWANTED_NANOS) return;
        read += n;
      }
    } catch (IOException e) {
      // The client stopped sending, which is all that was wanted of it.
      return;
    }
  }

  private byte[] read(InputStream plain, Wire wire, BodyForm form, InFlight.Claim claim)
      throws IOException, Refusal {
    int most = limits.bytes(form.batch());
    boolean told = !form.gzip() && form.length() >= 0;
    // One byte more than is told, so that the end is seen without another turn.
    byte[] body = new byte[told ? (int) form.length() + 1 : CHUNK];
    int length = 0;
    for (int n = plain.read(body, 0, body.length);
        n >= 0;
        n = plain.read(body, length, body.length - length)) {
      length += n;
      if (length > most || wire.count > most) throw tooLarge(most);
      if (form.gzip()) checkRatio(length, wire.count);
      claim.cover(InFlight.OVERHEAD + (long) length);
      if (length == body.length) body = Arrays.copyOf(body, Math.min(2 * length, most + 1));
    }
    return Arrays.copyOf(body, length);
  }

  private void checkRatio(int unpacked, long packed) throws Refusal {
    if (unpacked > RATIO_MATTERS_FROM && unpacked > packed * limits.gzipRatio()) {
      throw new Refusal(
          ProblemCode.BODY_TOO_LARGE,
          "the body unpacks to more than " + limits.gzipRatio() + " times its size");
    }
  }

  private static Refusal tooLarge(int most) {
    return new Refusal(
        ProblemCode.BODY_TOO_LARGE,
        "the body is longer than " + most + " bytes; send less at once");
  }

  /** The bytes as they come from the client, counted; tells its faults from those of gzip. */
  private static final class Wire extends FilterInputStream {

    private long count;

    Wire(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        int n = super.read(into, offset, length);
        if (n > 0) count += n;
        return n;
      } catch (IOException e) {
        throw new WireException(e);
      }
    }
  }

  /** The client stopped sending. */
  private static final class WireException extends IOException {

    private static final long serialVersionUID = 1L;

    WireException(IOException cause) {
      super(cause);
    }
  }
}
