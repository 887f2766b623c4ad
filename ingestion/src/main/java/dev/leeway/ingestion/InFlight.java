package dev.leeway.ingestion;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of all requests that are being served, against a limit. Safe for many threads. */
final class InFlight {

  /** What a request costs besides its body: buffers of the server, futures, headers. */
  static final int OVERHEAD = 8 * 1024;

  private final long limit;
  private final AtomicLong bytes = new AtomicLong();

  InFlight(long limit) {
    this.limit = limit;
  }

  long bytes() {
    return bytes.get();
  }

  /** A claim of nothing yet. */
  Claim open() {
    return new Claim();
  }

  /** What one request holds until it is answered. For one thread at a time. */
  final class Claim implements AutoCloseable {

    private long held;

    /**
     * Makes sure that the claim covers the given number of bytes.
     *
     * @throws Refusal if that is too much beside the others
     */
    void cover(long wanted) throws Refusal {
      long more = wanted - held;
      if (more <= 0) return;
      if (bytes.addAndGet(more) > limit) {
        bytes.addAndGet(-more);
        throw new Refusal(
            ProblemCode.TOO_BUSY, "too many bytes wait to be stored; send again a little later");
      }
      held = wanted;
    }

    @Override
    public void close() {
      bytes.addAndGet(-held);
      held = 0;
    }
  }
}
