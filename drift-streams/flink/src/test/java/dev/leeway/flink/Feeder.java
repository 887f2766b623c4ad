package dev.leeway.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.testkit.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends rows while other things happen, a batch at a time, each once the one before has been
 * acknowledged; and with each batch a record that is none, for the quarantine.
 */
final class Feeder implements AutoCloseable {

  private static final int BATCH = 10;
  private static final long PAUSE_MILLIS = 100;

  private final Stage stage;
  private final Consumer<List<PredictionRecord>> sender;
  private final Iterator<PredictionRecord> rows;
  private final List<PredictionRecord> acknowledged = new ArrayList<>();
  private final CountDownLatch enough = new CountDownLatch(1);
  private final Thread thread = new Thread(this::feed, "feeder");
  private volatile int poison;

  /**
   * @param sender sends rows and returns when they have been acknowledged
   */
  Feeder(Stage stage, Consumer<List<PredictionRecord>> sender, List<PredictionRecord> rows) {
    this.stage = stage;
    this.sender = sender;
    this.rows = rows.iterator();
    thread.start();
  }

  /** Ends it; what was acknowledged till then. */
  List<PredictionRecord> finish() throws InterruptedException {
    close();
    thread.join();
    return acknowledged;
  }

  /** How many records for the quarantine were acknowledged. */
  int poison() {
    return poison;
  }

  @Override
  public void close() {
    enough.countDown();
  }

  private void feed() {
    try {
      while (rows.hasNext() && !enough.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        List<PredictionRecord> batch = new ArrayList<>();
        while (batch.size() < BATCH && rows.hasNext()) batch.add(rows.next());
        Instant receivedAt = batch.get(0).getEventTime();
        byte[] none = ("none" + poison).getBytes(UTF_8);
        stage.send(poison % 2, none, none, receivedAt);
        sender.accept(batch);
        poison++;
        acknowledged.addAll(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
