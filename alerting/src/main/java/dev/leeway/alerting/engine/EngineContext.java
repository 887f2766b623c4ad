package dev.leeway.alerting.engine;

import static java.util.Objects.requireNonNull;

import dev.leeway.outbox.AlertingMeters;
import dev.leeway.outbox.DispatchWire;
import dev.leeway.outbox.KafkaAccess;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.QuarantinedRecord;
import dev.leeway.topics.Topics;
import dev.leeway.wire.RecordCodec;
import dev.leeway.wire.VerdictWire;
import java.time.InstantSource;

/** What the engine works with: Kafka, how records read, meters and the wall clock. */
record EngineContext(
    KafkaAccess kafka, Topics topics, Wires wires, AlertingMeters meters, InstantSource clock) {

  EngineContext {
    requireNonNull(kafka, "kafka");
    requireNonNull(topics, "topics");
    requireNonNull(wires, "wires");
    requireNonNull(meters, "meters");
    requireNonNull(clock, "clock");
  }

  /** How the records of the topics read. */
  record Wires(
      VerdictWire verdicts,
      AlertWire alerts,
      CommandWire commands,
      DispatchWire dispatches,
      RecordCodec<QuarantinedRecord> quarantine) {

    static Wires of(SchemaRegistry registry, Topics topics) {
      return new Wires(
          new VerdictWire(registry, topics),
          new AlertWire(registry, topics),
          new CommandWire(registry, topics),
          new DispatchWire(registry, topics),
          new RecordCodec<>(
              registry,
              RecordCodec.subject(topics.quarantine()),
              QuarantinedRecord.getClassSchema()));
    }
  }
}
