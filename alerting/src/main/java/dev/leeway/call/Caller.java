package dev.leeway.call;

/** Makes calls. For one thread at a time. */
public interface Caller extends AutoCloseable {

  /** Makes one call, within a bounded time. Whatever happens is a reply, not an exception. */
  Reply call(HttpCall call) throws InterruptedException;

  @Override
  void close();
}
