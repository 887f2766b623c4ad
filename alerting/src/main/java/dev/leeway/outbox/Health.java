package dev.leeway.outbox;

import static java.util.Objects.requireNonNull;

import dev.leeway.registry.RegistryException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How one running part is: well, or in trouble and why. Safe for many threads. */
public final class Health {

  private static final Logger LOG = LoggerFactory.getLogger(Health.class);

  private final String part;
  private volatile Report current;

  /**
   * What is known now.
   *
   * @param part which part, for example {@code alerts}
   * @param detail in words, without secrets
   */
  public record Report(String part, boolean well, String detail) {

    public Report {
      requireNonNull(part, "part");
      requireNonNull(detail, "detail");
    }
  }

  public Health(String part) {
    this.part = requireNonNull(part, "part");
    this.current = new Report(part, false, "starting");
  }

  public void well(String detail) {
    current = new Report(part, true, detail);
  }

  public void trouble(String detail) {
    current = new Report(part, false, detail);
  }

  /** For a failure: its kind and its words. */
  public void trouble(Throwable failure) {
    String words = failure.getMessage() == null ? "" : failure.getMessage();
    trouble(failure.getClass().getSimpleName() + (words.isEmpty() ? "" : ": " + words));
  }

  /**
   * For a failure at the outermost frame of a thread that goes on: tells health and the log, with a
   * stack trace where it is not just a neighbour that is away.
   */
  public void failed(Throwable failure) {
    trouble(failure);
    if (failure instanceof KafkaException || failure instanceof RegistryException) {
      LOG.warn("{}: {}; trying again", part, current.detail());
    } else {
      LOG.error("{}: failed in an unforeseen way; trying again", part, failure);
    }
  }

  public Report report() {
    return current;
  }
}
