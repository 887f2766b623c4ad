package dev.leeway.app.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.metadata.BrokerRegistration;

/**
 * Waits until the controller has declared dead what this broker was before it was killed.
 *
 * <p>Until then the cluster's log says that the killed broker leads every partition. A broker that
 * starts on such a log takes up the killed one's transactions under a leadership that is about to
 * end: it decides them, finds no leader to write the decision's marker to, takes the partitions for
 * deleted and writes the transaction down as complete. The marker is then missing for good and the
 * partition's readers wait for it forever.
 */
final class FormerLife implements MetadataPublisher {

  private final int node;
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  FormerLife(int node) {
    this.node = node;
  }

  @Override
  public String name() {
    return "FormerLife id=" + node;
  }

  @Override
  public void onMetadataUpdate(MetadataDelta delta, MetadataImage image, LoaderManifest manifest) {
    BrokerRegistration registered = image.cluster().broker(node);
    if (registered == null || registered.fenced()) over.complete(null);
  }

  @Override
  public void close() {
    // Holds nothing.
  }

  /**
   * @throws KafkaException if it takes longer than the given time
   */
  void awaitEnd(Duration longest) {
    try {
      over.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new KafkaException("the killed broker was not fenced within " + longest, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while the killed broker was being fenced", e);
    } catch (ExecutionException e) {
      throw new AssertionError("nothing completes it exceptionally", e);
    }
  }
}
