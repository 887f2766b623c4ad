package dev.leeway.delivery;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body to its end without keeping it, so that the connection can be used again; a body
 * longer than the limit is cut off by closing the connection. The answer is how many bytes came.
 */
final class BoundedDrain implements BodySubscriber<Long> {

  private final CompletableFuture<Long> done = new CompletableFuture<>();
  private final long limit;
  private long read;
  private @Nullable Subscription subscription;

  BoundedDrain(long limit) {
    this.limit = limit;
  }

  @Override
  public CompletionStage<Long> getBody() {
    return done;
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) read += buffer.remaining();
    Subscription source = subscription;
    if (source == null) return;
    if (read > limit) {
      source.cancel();
      done.complete(read);
    } else {
      source.request(1);
    }
  }

  @Override
  public void onError(Throwable failure) {
    done.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    done.complete(read);
  }
}
