package dev.leeway.eventlog;

import dev.leeway.schemas.avro.LabelRecord;
import dev.leeway.wire.AvroBytes;
import org.apache.avro.Schema;

/** Labels as framed Avro. */
public final class LabelEncoder {

  private static final Schema VALUE = LabelRecord.getClassSchema().getField("value").schema();

  private LabelEncoder() {}

  public static EncodedEvent encode(LabelHead head, Outcome outcome) {
    AvroBytes out = new AvroBytes(64);
    EncodedEvent.begin(out);
    out.writeString(head.predictionId());
    out.writeString(head.model());
    write(outcome, out);
    out.writeLong(EventTimes.millis(head.labelTime()));
    return EncodedEvent.end(head.predictionId(), out);
  }

  private static void write(Outcome outcome, AvroBytes out) {
    if (outcome instanceof Outcome.Flag flag) {
      branch(Schema.Type.BOOLEAN, out).writeBoolean(flag.value());
    } else if (outcome instanceof Outcome.Whole whole) {
      branch(Schema.Type.LONG, out).writeLong(whole.value());
    } else if (outcome instanceof Outcome.Decimal decimal) {
      branch(Schema.Type.DOUBLE, out).writeDouble(decimal.value());
    } else if (outcome instanceof Outcome.Text text) {
      branch(Schema.Type.STRING, out).writeString(text.value());
    }
  }

  private static AvroBytes branch(Schema.Type type, AvroBytes out) {
    out.writeLong(UnionBranches.of(VALUE, type));
    return out;
  }
}
