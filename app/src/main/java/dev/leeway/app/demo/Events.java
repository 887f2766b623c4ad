package dev.leeway.app.demo;

import dev.leeway.app.demo.WebhookReceiver.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The webhooks that came, in order, and a way to wait for one. Safe for many threads. */
final class Events {

  static final String FIRING = "dev.leeway.alert.firing";
  static final String RESOLVED = "dev.leeway.alert.resolved";
  static final String DRIFT = "drift";

  /** Everything that an alert of the demo can be about. */
  static final List<String> CAUSES = List.of(DRIFT, "estimated_performance", "performance");

  static final String RETRAINING = "dev.leeway.retraining.requested";

  private final List<Received> received = new ArrayList<>();

  synchronized void add(Received event) {
    received.add(event);
    notifyAll();
  }

  synchronized int count() {
    return received.size();
  }

  synchronized int count(String type) {
    return (int) received.stream().filter(event -> event.type().equals(type)).count();
  }

  /** Those of one cause alone. */
  synchronized int count(String type, String cause) {
    return (int) received.stream().filter(event -> is(event, type, cause)).count();
  }

  private Optional<Received> first(String type, String cause) {
    return received.stream().filter(event -> is(event, type, cause)).findFirst();
  }

  private static boolean is(Received event, String type, String cause) {
    return event.type().equals(type) && event.data().path("cause").asText().equals(cause);
  }

  /**
   * The first event of the type and cause, as soon as it is there; empty if it does not come in
   * time.
   */
  synchronized Optional<Received> await(String type, String cause, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (first(type, cause).isEmpty()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) return Optional.empty();
      wait(left);
    }
    return first(type, cause);
  }
}
