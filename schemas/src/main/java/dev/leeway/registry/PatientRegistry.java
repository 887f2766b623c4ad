package dev.leeway.registry;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/**
 * A registry asked again for a while when it does not answer: for jobs, which would otherwise stop
 * at the first record of a new schema whenever the registry restarts.
 */
public final class PatientRegistry implements SchemaRegistry {

  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private final SchemaRegistry registry;
  private final Duration patience;

  /** How many wait for an answer. */
  private final AtomicInteger waiting = new AtomicInteger();

  private volatile String lastRefusal = "";

  /**
   * @param patience how long one call may go on asking; less than a consumer may go without polling
   */
  public PatientRegistry(SchemaRegistry registry, Duration patience) {
    this.registry = registry;
    this.patience = patience;
  }

  @Override
  public int register(String subject, Schema schema) {
    return ask(() -> registry.register(subject, schema));
  }

  @Override
  public Schema byId(int id) {
    return ask(() -> registry.byId(id));
  }

  /** What keeps somebody waiting; empty while nobody waits. */
  public String trouble() {
    return waiting.get() == 0 ? "" : lastRefusal;
  }

  private <T> T ask(Supplier<T> question) {
    long giveUpAt = System.nanoTime() + patience.toNanos();
    long pause = FIRST_PAUSE_MILLIS;
    boolean waits = false;
    try {
      while (true) {
        try {
          return question.get();
        } catch (RegistryException e) {
          boolean passing = e.kind() == RegistryException.Kind.UNAVAILABLE;
          if (!passing || System.nanoTime() + pause * 1_000_000 > giveUpAt) throw e;
          lastRefusal = String.valueOf(e.getMessage());
          if (!waits) waiting.incrementAndGet();
          waits = true;
          pause(pause, e);
          pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
      }
    } finally {
      if (waits) waiting.decrementAndGet();
    }
  }

  private static void pause(long millis, RegistryException cause) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cause;
    }
  }
}
