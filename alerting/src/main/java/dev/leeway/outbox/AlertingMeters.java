package dev.leeway.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Every meter of alerting; docs/metrics.md lists the same names. What may be concluded: pending
 * above 0 for long means that nobody hears the alerts. Safe for many threads.
 */
public final class AlertingMeters {

  private final MeterRegistry registry;
  private final Map<Firing, AtomicInteger> firing = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> pending = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> circuits = new ConcurrentHashMap<>();

  /** Whose alerts are counted together. */
  public record Firing(String model, String cause) {}

  /** How an attempt to tell a target ended. */
  public enum Attempt {
    /** The target took it. */
    DELIVERED("delivered"),
    /** It could not be reached, or asked to be tried later. */
    RETRY("retry"),
    /** It refused the message; tried again much later. */
    REFUSED("refused"),
    /** Given up. */
    DEAD("dead"),
    /** The target had it already and said so. */
    DUPLICATE("duplicate"),
    /** Nobody knows whether the target took it, and it would do it twice: held for a person. */
    AMBIGUOUS("ambiguous"),
    /**
     * Nothing was begun: the policy's cooldown or daily cap forbade it, or the target chose not to.
     */
    SKIPPED("skipped");

    private final String tag;

    Attempt(String tag) {
      this.tag = tag;
    }
  }

  public AlertingMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** How many alerts fire now; models that are not named have none. */
  public void firing(Map<Firing, Integer> now) {
    Set<Firing> over = new HashSet<>(firing.keySet());
    over.removeAll(now.keySet());
    over.forEach(none -> gauge(none).set(0));
    now.forEach((whose, count) -> gauge(whose).set(count));
  }

  /** An alert went into the state. */
  public void changed(String state) {
    count("leeway.alert.changes", "Alerts that went into this state.", Tags.of("state", state));
  }

  /** A verdict that could not be read went to the quarantine. */
  public void quarantined(String reason) {
    count("leeway.quarantined", "Records put into the quarantine.", Tags.of("reason", reason));
  }

  public void attempted(String target, Attempt attempt) {
    count(
        "leeway.dispatches",
        "Attempts to tell a target, by how they ended.",
        Tags.of("target", target, "outcome", attempt.tag));
  }

  /** How many messages wait for the target, the one under way included. */
  public void pending(String target, int messages) {
    pending
        .computeIfAbsent(
            target,
            name ->
                gauge(
                    "leeway.outbox.pending",
                    "Messages written down and not yet delivered.",
                    Tags.of("target", name)))
        .set(messages);
  }

  /** Whether the target failed so often that it is left alone but for a trial now and then. */
  public void circuit(String target, boolean open) {
    circuits
        .computeIfAbsent(
            target,
            name ->
                gauge(
                    "leeway.target.circuit",
                    "1 while the target fails and is called only now and then, else 0.",
                    Tags.of("target", name)))
        .set(open ? 1 : 0);
  }

  private AtomicInteger gauge(Firing whose) {
    return firing.computeIfAbsent(
        whose,
        it ->
            gauge(
                "leeway.alerts.firing",
                "Alerts that fire now.",
                Tags.of("model", it.model(), "cause", it.cause())));
  }

  /** A gauge keeps only a weak hold on its value, so the maps above hold it. */
  private AtomicInteger gauge(String name, String help, Tags tags) {
    AtomicInteger value = new AtomicInteger();
    Gauge.builder(name, value, AtomicInteger::get).description(help).tags(tags).register(registry);
    return value;
  }

  private void count(String name, String help, Tags tags) {
    Counter.builder(name).description(help).tags(tags).register(registry).increment();
  }
}
