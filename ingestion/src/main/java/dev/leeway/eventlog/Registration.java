package dev.leeway.eventlog;

import dev.leeway.registry.RegistryException;
import dev.leeway.registry.SchemaRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema that can be done without, registered behind the scenes: a registry that is away or
 * refuses it holds nobody up. For one thread.
 */
final class Registration {

  private static final Logger LOG = LoggerFactory.getLogger(Registration.class);
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final Wanted wanted;
  private final Behind behind;
  private OptionalInt known = OptionalInt.empty();
  private @Nullable CompletableFuture<Integer> answer;
  private Instant askAt = Instant.MIN;

  Registration(Wanted wanted, Behind behind) {
    this.wanted = wanted;
    this.behind = behind;
  }

  /** What is to be registered, and where. */
  record Wanted(String subject, Schema schema) {}

  /**
   * Who does it.
   *
   * @param executor may wait for the registry
   */
  record Behind(SchemaRegistry registry, Executor executor, InstantSource clock) {}

  /** The schema's id, once the registry has given it. */
  OptionalInt id() {
    if (known.isPresent()) return known;
    CompletableFuture<Integer> asked = answer;
    if (asked == null && !behind.clock.instant().isBefore(askAt)) {
      asked =
          CompletableFuture.supplyAsync(
              () -> behind.registry.register(wanted.subject, wanted.schema), behind.executor);
      answer = asked;
    }
    if (asked != null && asked.isDone()) {
      answer = null;
      take(asked);
    }
    return known;
  }

  private void take(CompletableFuture<Integer> asked) {
    try {
      known = OptionalInt.of(asked.join());
    } catch (CompletionException e) {
      boolean passing =
          e.getCause() instanceof RegistryException why
              && why.kind() == RegistryException.Kind.UNAVAILABLE;
      askAt = passing ? behind.clock.instant().plus(AGAIN) : Instant.MAX;
      LOG.warn(
          "{} is not registered, so the map form or a record for each event must do: {}",
          wanted.subject,
          String.valueOf(e.getCause()));
    }
  }
}
