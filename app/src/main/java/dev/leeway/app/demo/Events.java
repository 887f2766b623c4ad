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

  synchronized Optional<Received> first(String type) {
    return received.stream().filter(event -> event.type().equals(type)).findFirst();
  }

  /** The first event of the type, as soon as it is there; empty if it does not come in time. */
  synchronized Optional<Received> await(String type, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (first(type).isEmpty()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) return Optional.empty();
      wait(left);
    }
    return first(type);
  }
}
