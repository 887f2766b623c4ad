package dev.leeway.eventlog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.leeway.event.ModelRef;
import dev.leeway.wire.AvroBytes;
import dev.leeway.wire.Frame;
import org.jspecify.annotations.Nullable;

/**
 * One event as its topic will carry it, but for the schema's id, which is only known once the
 * registry has answered.
 */
public final class EncodedEvent {

  private final String id;
  private final byte[] value;

  /** Of a prediction; null for a label. */
  private final @Nullable ModelRef model;

  private EncodedEvent(String id, @Nullable ModelRef model, byte[] value) {
    this.id = id;
    this.model = model;
    this.value = value;
  }

  /** Leaves room for the frame's header. */
  static void begin(AvroBytes out) {
    out.skip(Frame.HEADER);
  }

  static EncodedEvent end(String id, AvroBytes out) {
    return new EncodedEvent(id, null, out.copy());
  }

  static EncodedEvent end(PredictionHead head, AvroBytes out) {
    return new EncodedEvent(head.id(), head.model(), out.copy());
  }

  /** The model that predicted; null of a label. */
  @Nullable ModelRef model() {
    return model;
  }

  /** The prediction's id. */
  public String id() {
    return id;
  }

  /** The record's key: the prediction id's bytes; ids are ASCII, so this is their UTF-8 too. */
  public byte[] key() {
    return id.getBytes(US_ASCII);
  }

  /** Length of the framed record, in bytes. */
  public int size() {
    return value.length;
  }

  /**
   * The record's value.
   *
   * @param schemaId of the schema of the event's kind
   */
  public byte[] framed(int schemaId) {
    byte[] framed = value.clone();
    System.arraycopy(Frame.header(schemaId), 0, framed, 0, Frame.HEADER);
    return framed;
  }
}
