package dev.leeway.wire;

import static java.util.Objects.requireNonNull;

import dev.leeway.registry.SchemaRegistry;
import dev.leeway.topics.Topics;
import java.util.List;

/**
 * How the records of one installation are read and written: everything that a drift job needs, on
 * whatever engine.
 *
 * @param mappings how records that are not ours are read as predictions
 */
public record Wires(SchemaRegistry registry, Topics topics, List<RecordMapping> mappings) {

  public Wires {
    requireNonNull(registry, "registry");
    requireNonNull(topics, "topics");
    mappings = List.copyOf(mappings);
  }

  /** A decoder keeps buffers, so each task has its own. */
  public PredictionDecoder newDecoder() {
    return new PredictionDecoders(registry, mappings);
  }

  public LabelWire labels() {
    return new LabelWire(registry, topics);
  }

  public ReferenceWire references() {
    return new ReferenceWire(registry, topics);
  }

  public PartialWire partials() {
    return new PartialWire(registry, topics);
  }

  public VerdictWire verdicts() {
    return new VerdictWire(registry, topics);
  }

  public WindowProfileWire profiles() {
    return new WindowProfileWire(registry, topics);
  }

  public QuarantineWire quarantine() {
    return new QuarantineWire(registry, topics);
  }
}
