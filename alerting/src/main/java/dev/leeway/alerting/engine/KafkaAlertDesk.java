package dev.leeway.alerting.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.alerting.Alert;
import dev.leeway.alerting.Command;
import dev.leeway.alerting.Command.Acknowledge;
import dev.leeway.alerting.Command.Matcher;
import dev.leeway.alerting.Command.Silence;
import dev.leeway.alerting.Command.Unsilence;
import dev.leeway.alerting.StableId;
import dev.leeway.outbox.KafkaAccess;
import dev.leeway.outbox.TopicReplay;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.topics.Topics;
import dev.leeway.wire.Undecodable;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * The desk beside alerting's topics; it needs no alerting in its process. Safe for many threads.
 */
public final class KafkaAlertDesk implements AlertDesk {

  /** Of a silence's id: enough that no two are alike, and short enough to be typed. */
  private static final int ID_LENGTH = 12;

  private final KafkaAccess kafka;
  private final Topics topics;
  private final AlertWire alerts;
  private final CommandWire commands;
  private final InstantSource clock;

  public KafkaAlertDesk(
      KafkaAccess kafka, Topics topics, SchemaRegistry registry, InstantSource clock) {
    this.kafka = kafka;
    this.topics = topics;
    this.alerts = new AlertWire(registry, topics);
    this.commands = new CommandWire(registry, topics);
    this.clock = clock;
  }

  @Override
  public List<Alert> alerts() {
    Map<String, Alert> all = new LinkedHashMap<>();
    new TopicReplay(kafka)
        .read(
            topics.alerts(),
            record -> {
              String fingerprint = new String(record.key(), UTF_8);
              all.remove(fingerprint);
              if (record.value() == null) return;
              try {
                all.put(fingerprint, alerts.decode(record.value()));
              } catch (Undecodable e) {
                throw new KafkaException("the topic holds what is no alert: " + e.getMessage());
              }
            });
    return List.copyOf(all.values());
  }

  @Override
  public List<Silence> silences() {
    SilenceLog log = new SilenceLog();
    new TopicReplay(kafka)
        .read(
            topics.alertCommands(),
            record -> {
              try {
                log.take(commands.decode(record.value()));
              } catch (Undecodable e) {
                throw new KafkaException("the topic holds what is no command: " + e.getMessage());
              }
            });
    Instant now = clock.instant();
    return log.silences().stream()
        .filter(silence -> now.isBefore(silence.until()))
        .sorted(Comparator.comparing(Silence::until).thenComparing(Silence::id))
        .toList();
  }

  @Override
  public Silence silence(Matcher of, Instant until, Said said) throws InterruptedException {
    Instant now = now();
    if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_SILENCE))) {
      throw new IllegalArgumentException(
          "until: must be after now, and at most %d days from now"
              .formatted(LONGEST_SILENCE.toDays()));
    }
    String id =
        StableId.of(now.toString(), until.toString(), said.who(), of.toString())
            .substring(0, ID_LENGTH);
    Silence silence =
        new Silence(id, of, until.truncatedTo(ChronoUnit.MILLIS), said.who(), now, said.why());
    write(silence);
    return silence;
  }

  @Override
  public boolean unsilence(String id, Said said) throws InterruptedException {
    if (silences().stream().noneMatch(silence -> silence.id().equals(id))) return false;
    write(new Unsilence(id, said.who(), now(), said.why()));
    return true;
  }

  @Override
  public Acknowledged acknowledge(String fingerprint, Said said) throws InterruptedException {
    Optional<Alert> meant =
        alerts().stream()
            .filter(alert -> alert.key().fingerprint().equals(fingerprint))
            .findFirst();
    if (meant.isEmpty()) return Acknowledged.UNKNOWN;
    if (!meant.get().open()) return Acknowledged.NOT_OPEN;
    write(new Acknowledge(fingerprint, meant.get().episode(), said.who(), now(), said.why()));
    return Acknowledged.TAKEN;
  }

  /** As exact as records are. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void write(Command command) throws InterruptedException {
    byte[] key = CommandWire.key(command).getBytes(UTF_8);
    try (Producer<byte[], byte[]> producer = kafka.plain()) {
      producer
          .send(new ProducerRecord<>(topics.alertCommands(), key, commands.encode(command)))
          .get();
    } catch (ExecutionException e) {
      throw new KafkaException(
          "not written: " + Objects.requireNonNullElse(e.getCause(), e).getMessage());
    }
  }
}
