package dev.leeway.app.kafka;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out of the log what the embedded broker and Kafka Streams call an error and is none: named
 * in logback.xml. Each kind is told apart by its logger and its words, so that real errors of the
 * same logger are shown.
 */
public final class KafkaNoise extends Filter<ILoggingEvent> {

  /**
   * One kind.
   *
   * @param words in the message, or in the exception's
   */
  private record Kind(String logger, String words) {}

  private static final List<Kind> HARMLESS =
      List.of(
          // A writer's first batch waits for the transaction before to end, and the batch behind it
          // comes first; the broker refuses that one, and the client sends both again in order.
          new Kind("kafka.server.ReplicaManager", "transactions v2 idempotent producer"),
          // At a start the log of the cluster is replayed: loading under an older epoch is broken
          // off because the newer one, which follows, loads it again.
          new Kind(
              "org.apache.kafka.coordinator.common.runtime.CoordinatorRuntime",
              "Stopped loading records from"),
          // The controller registers itself while it is being elected; it tries again.
          new Kind("kafka.server.ControllerApis", "The active controller appears to be node"),
          // After a crash nobody knows which of the join's entries on disk were committed: Streams
          // wipes them and reads the changelog, which RestoreLog tells.
          new Kind(
              "org.apache.kafka.streams.processor.internals.TaskManager",
              "TaskCorruptedException"));

  @Override
  public FilterReply decide(ILoggingEvent event) {
    return HARMLESS.stream().anyMatch(kind -> isOf(kind, event))
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }

  private static boolean isOf(Kind kind, ILoggingEvent event) {
    return event.getLoggerName().equals(kind.logger)
        && (event.getFormattedMessage().contains(kind.words)
            || message(event.getThrowableProxy()).contains(kind.words));
  }

  private static String message(@Nullable IThrowableProxy thrown) {
    return thrown == null ? "" : String.valueOf(thrown.getMessage());
  }
}
