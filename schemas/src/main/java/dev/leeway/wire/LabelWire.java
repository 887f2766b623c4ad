package dev.leeway.wire;

import dev.leeway.labels.Label;
import dev.leeway.performance.Cell;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.LabelRecord;
import dev.leeway.topics.Topics;

/** Labels from the labels topic. Safe for many threads. */
public final class LabelWire {

  private final RecordCodec<LabelRecord> labels;

  public LabelWire(SchemaRegistry registry, Topics topics) {
    labels =
        new RecordCodec<>(
            registry, RecordCodec.subject(topics.labels()), LabelRecord.getClassSchema());
  }

  /**
   * @throws Undecodable if the bytes are not a label
   */
  public Label decode(byte[] bytes) throws Undecodable {
    LabelRecord record = labels.decode(bytes);
    try {
      return new Label(
          record.getPredictionId(),
          record.getModel(),
          record.getLabelTime().toEpochMilli(),
          value(record.getValue()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new Undecodable(Undecodable.Reason.MALFORMED, "no label: " + e.getMessage(), e);
    }
  }

  private static Cell value(Object value) {
    if (value instanceof Boolean flag) return new Cell.Flag(flag);
    if (value instanceof Number number) return new Cell.Numeric(number.doubleValue());
    return new Cell.Text(value.toString());
  }
}
