package dev.leeway.alerting.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.alerting.Alert;
import dev.leeway.alerting.AlertBook;
import dev.leeway.alerting.AlertChange;
import dev.leeway.alerting.AlertState;
import dev.leeway.alerting.Command;
import dev.leeway.outbox.AlertingMeters.Firing;
import dev.leeway.outbox.Dispatch;
import dev.leeway.outbox.TopicReplay;
import dev.leeway.verdict.Verdict;
import dev.leeway.wire.Undecodable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that the engine knows between two transactions: the alerts, the retraining ledger and the
 * outbox's numbering. Read from the topics; thrown away when a transaction fails. For one thread.
 */
final class AlertMemory {

  private static final Logger LOG = LoggerFactory.getLogger(AlertMemory.class);

  private final AlertBook book;
  private final Announcer announcer;

  /** What one verdict or command leads to. */
  record Consequence(List<AlertChange> changes, List<Dispatch> messages) {}

  private AlertMemory(AlertBook book, Announcer announcer) {
    this.book = book;
    this.announcer = announcer;
  }

  /** Reads the topics of alerts, commands and messages from end to end. */
  static AlertMemory recall(EngineContext context, AlertingSettings settings) {
    TopicReplay replay = new TopicReplay(context.kafka());
    Map<String, Alert> alerts = new HashMap<>();
    replay.read(context.topics().alerts(), record -> recallAlert(context, record, alerts));
    SilenceLog silences = new SilenceLog();
    replay.read(
        context.topics().alertCommands(), record -> recallCommand(context, record, silences));
    ReceivedLog received = new ReceivedLog(context.kafka(), context.topics());
    Announcer announcer =
        new Announcer(settings, context.meters(), context.clock(), received::since);
    replay.read(context.topics().outbox(), record -> recallMessage(context, record, announcer));
    return new AlertMemory(
        new AlertBook(settings.rules(), alerts.values(), silences.silences()), announcer);
  }

  Consequence consider(Verdict verdict) {
    return consequence(book.consider(verdict));
  }

  Consequence consider(Command command) {
    return consequence(book.consider(command));
  }

  /** What changes because time goes by, in whoever's clock. */
  Consequence pass(Instant now) {
    return consequence(book.pass(now));
  }

  private Consequence consequence(List<AlertChange> changes) {
    return new Consequence(changes, announcer.announce(changes));
  }

  /** How many alerts fire now. */
  Map<Firing, Integer> firing() {
    Map<Firing, Integer> counts = new HashMap<>();
    for (Alert alert : book.alerts()) {
      Firing whose = new Firing(alert.key().model().name(), alert.key().cause().key());
      counts.merge(whose, alert.state() instanceof AlertState.Firing ? 1 : 0, Integer::sum);
    }
    return counts;
  }

  private static void recallAlert(
      EngineContext context, ConsumerRecord<byte[], byte[]> record, Map<String, Alert> alerts) {
    String fingerprint = new String(record.key(), UTF_8);
    if (record.value() == null) {
      alerts.remove(fingerprint);
      return;
    }
    try {
      alerts.put(fingerprint, context.wires().alerts().decode(record.value()));
    } catch (Undecodable e) {
      skipped(record, e);
    }
  }

  /** One that was not acted on yet sets a silence a moment early. */
  private static void recallCommand(
      EngineContext context, ConsumerRecord<byte[], byte[]> record, SilenceLog silences) {
    try {
      silences.take(context.wires().commands().decode(record.value()));
    } catch (Undecodable e) {
      skipped(record, e);
    }
  }

  private static void recallMessage(
      EngineContext context, ConsumerRecord<byte[], byte[]> record, Announcer announcer) {
    if (record.value() == null) return;
    try {
      announcer.recall(context.wires().dispatches().decode(record.value()));
    } catch (Undecodable e) {
      skipped(record, e);
    }
  }

  private static void skipped(ConsumerRecord<byte[], byte[]> record, Undecodable e) {
    LOG.error(
        "{}: partition {} offset {} cannot be read: {}",
        record.topic(),
        record.partition(),
        record.offset(),
        e.getMessage());
  }
}
