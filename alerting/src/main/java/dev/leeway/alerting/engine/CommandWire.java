package dev.leeway.alerting.engine;

import dev.leeway.alerting.Command;
import dev.leeway.alerting.Command.Acknowledge;
import dev.leeway.alerting.Command.Matcher;
import dev.leeway.alerting.Command.Silence;
import dev.leeway.alerting.Command.Unsilence;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.AlertCommandRecord;
import dev.leeway.topics.Topics;
import dev.leeway.wire.RecordCodec;
import dev.leeway.wire.Undecodable;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Commands to and from their topic. Safe for many threads. */
final class CommandWire {

  private static final String SILENCE = "silence";
  private static final String UNSILENCE = "unsilence";
  private static final String ACKNOWLEDGE = "acknowledge";

  private final RecordCodec<AlertCommandRecord> codec;

  CommandWire(SchemaRegistry registry, Topics topics) {
    codec =
        new RecordCodec<>(
            registry,
            RecordCodec.subject(topics.alertCommands()),
            AlertCommandRecord.getClassSchema());
  }

  /** The key of a command's record. */
  static String key(Command command) {
    if (command instanceof Silence silence) return silence.id();
    if (command instanceof Unsilence over) return over.id();
    if (command instanceof Acknowledge taken) return taken.fingerprint();
    throw new AssertionError("sealed: " + command);
  }

  /**
   * @throws dev.leeway.registry.RegistryException if the schema cannot be registered
   */
  byte[] encode(Command command) {
    AlertCommandRecord record =
        AlertCommandRecord.newBuilder()
            .setCommand(UNSILENCE)
            .setId(key(command))
            .setWho(command.who())
            .setAt(command.at())
            .setWhy(command.why())
            .build();
    if (command instanceof Acknowledge taken) {
      record.setCommand(ACKNOWLEDGE);
      record.setEpisode(taken.episode());
    }
    if (command instanceof Silence silence) {
      record.setCommand(SILENCE);
      record.setUntil(silence.until());
      record.setFingerprint(silence.of().fingerprint());
      record.setModel(silence.of().model());
      record.setVersion(silence.of().version());
      silence.of().segment().ifPresent(record::setSegment);
      record.setRule(silence.of().rule());
    }
    return codec.encode(record);
  }

  /**
   * @throws Undecodable if the bytes are not a command
   */
  Command decode(byte @Nullable [] bytes) throws Undecodable {
    AlertCommandRecord record = codec.decode(bytes);
    try {
      return command(record);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new Undecodable(Undecodable.Reason.MALFORMED, "no command: " + e.getMessage(), e);
    }
  }

  private static Command command(AlertCommandRecord record) {
    String id = record.getId();
    String who = record.getWho();
    Instant at = record.getAt();
    String why = record.getWhy();
    return switch (record.getCommand()) {
      case UNSILENCE -> new Unsilence(id, who, at, why);
      case ACKNOWLEDGE -> new Acknowledge(id, record.getEpisode(), who, at, why);
      case SILENCE -> new Silence(id, matcher(record), until(record), who, at, why);
      default -> throw new IllegalArgumentException("unknown: " + record.getCommand());
    };
  }

  private static Instant until(AlertCommandRecord record) {
    Instant until = record.getUntil();
    if (until == null) throw new IllegalArgumentException("a silence without an end");
    return until;
  }

  private static Matcher matcher(AlertCommandRecord record) {
    return new Matcher(
        record.getFingerprint(),
        record.getModel(),
        record.getVersion(),
        Optional.ofNullable(record.getSegment()),
        record.getRule());
  }
}
