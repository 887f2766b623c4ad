package dev.leeway.streams;

import dev.leeway.bundle.ModelDirectory;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.topics.Topics;
import dev.leeway.wire.PartialWire;
import dev.leeway.wire.PredictionDecoder;
import dev.leeway.wire.PredictionDecoders;
import dev.leeway.wire.QuarantineWire;
import dev.leeway.wire.RecordMapping;
import dev.leeway.wire.VerdictWire;
import dev.leeway.wire.WindowProfileWire;
import java.util.List;

/** What the processors of one topology share. */
record DriftContext(
    SchemaRegistry registry,
    Topics topics,
    ModelDirectory directory,
    List<RecordMapping> mappings,
    DriftSettings settings,
    DriftMeters meters) {

  /** A decoder keeps buffers, so each task has its own. */
  PredictionDecoder newDecoder() {
    return new PredictionDecoders(registry, mappings);
  }

  PartialWire partialWire() {
    return new PartialWire(registry, topics);
  }

  VerdictWire verdictWire() {
    return new VerdictWire(registry, topics);
  }

  WindowProfileWire profileWire() {
    return new WindowProfileWire(registry, topics);
  }

  QuarantineWire quarantineWire() {
    return new QuarantineWire(registry, topics);
  }
}
