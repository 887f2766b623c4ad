package dev.leeway.app.crash;

import dev.leeway.app.e2e.Api;
import dev.leeway.app.e2e.Traffic;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A service that sends its predictions in batches, each until it has been answered 202. Event time
 * moves on with every batch. Runs in a thread of its own.
 */
final class StubbornClient implements AutoCloseable {

  private static final int BATCH = 20;
  private static final long PAUSE_MILLIS = 100;

  private final Supplier<Api> leeway;
  private final Traffic traffic;
  private final Plan plan;
  private final List<String> accepted = new ArrayList<>();
  private final Thread thread = new Thread(this::run, "stubborn-client");
  private volatile boolean closing;
  private volatile int repeated;

  /**
   * What it sends.
   *
   * @param step event time from one batch to the next
   * @param incident from this event time on distances are in kilometres
   */
  record Plan(int batches, Duration step, Instant incident) {}

  /**
   * @param leeway where it is now
   */
  StubbornClient(Supplier<Api> leeway, Traffic traffic, Plan plan) {
    this.leeway = leeway;
    this.traffic = traffic;
    this.plan = plan;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Ids of all events that were answered 202. */
  List<String> accepted() {
    synchronized (accepted) {
      return List.copyOf(accepted);
    }
  }

  int acceptedBatches() {
    synchronized (accepted) {
      return accepted.size() / BATCH;
    }
  }

  /** Attempts that were not answered 202. */
  int repeated() {
    return repeated;
  }

  boolean isDone() {
    return acceptedBatches() == plan.batches;
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      for (int batch = 0; batch < plan.batches && !closing; batch++) {
        Instant at = Traffic.START.plus(plan.step.multipliedBy(batch));
        double scale = at.isBefore(plan.incident) ? 1 : Traffic.KILOMETRES;
        deliver(traffic.spread(BATCH, at, plan.step, scale));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(List<Traffic.Event> events) throws InterruptedException {
    String lines = Traffic.lines(events);
    while (!isAccepted(lines)) {
      repeated++;
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    synchronized (accepted) {
      events.forEach(event -> accepted.add(event.id()));
    }
  }

  private boolean isAccepted(String lines) throws InterruptedException {
    try {
      HttpResponse<String> answer = leeway.get().post("/v1/predictions", lines);
      return answer.statusCode() == 202;
    } catch (IOException e) {
      return false;
    }
  }
}
