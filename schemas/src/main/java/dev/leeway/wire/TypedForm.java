package dev.leeway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.schemas.avro.PredictionRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * The typed form of a model's predictions: the fields of the map form, and before its maps a field
 * for every column that is known. The maps hold what has no field or does not fit it, so nothing is
 * lost. docs/ingestion.md shows such a schema.
 *
 * <p>A field's name tells the column, its kind and whether it is output, and every field is
 * optional: so whatever columns come, go or change their kind, two schemas of a model are
 * compatible both ways. Immutable.
 */
public final class TypedForm {

  /** Full name of the record, the same for all models. */
  public static final String NAME = "dev.leeway.schemas.avro.TypedPrediction";

  /** Most columns with a field of their own; further ones stay in the maps. */
  public static final int MOST_COLUMNS = 1_000;

  /** Numbers of the columns that are null because they were not sent, not because they are. */
  static final String NOT_SENT = "notSent";

  /** The property of a field that says which column it is. */
  private static final String COLUMN = "column";

  private static final Schema MAP_FORM = PredictionRecord.getClassSchema();

  private final List<TypedColumn> columns;
  private final Schema schema;

  /**
   * @param columns of two with one name only the first counts
   */
  public TypedForm(List<TypedColumn> columns) {
    Map<String, TypedColumn> byName = new LinkedHashMap<>();
    for (TypedColumn column : columns) {
      if (byName.size() < MOST_COLUMNS) byName.putIfAbsent(column.name(), column);
    }
    this.columns = List.copyOf(byName.values());
    schema = schema(this.columns);
  }

  /**
   * The form for a model of which an event is at hand, which tells what is output.
   *
   * @param framed the event in the map form of this release, framed
   * @throws Undecodable if it is none
   */
  public static TypedForm of(List<TypedColumn> columns, byte[] framed) throws Undecodable {
    GenericRecord event =
        new GenericBody(MAP_FORM, MAP_FORM)
            .read(framed, Frame.HEADER, framed.length - Frame.HEADER);
    Set<String> output = new HashSet<>();
    ((Map<?, ?>) event.get("output")).keySet().forEach(name -> output.add(name.toString()));
    return new TypedForm(
        columns.stream().map(column -> column.asOutput(output.contains(column.name()))).toList());
  }

  /** The columns that have a field, in the order of these. */
  public List<TypedColumn> columns() {
    return columns;
  }

  public Schema schema() {
    return schema;
  }

  /** The subject of a model's typed records in the registry. */
  public static String subject(String topic, String model) {
    // A slash in a subject is more than some registries take; no model has a tilde in its name.
    return topic + "-" + model.replace('/', '~');
  }

  /** The column that the field is, if it is one. */
  static Optional<String> columnOf(Schema.Field field) {
    return Optional.ofNullable(field.getProp(COLUMN));
  }

  private static Schema schema(List<TypedColumn> columns) {
    List<Schema.Field> fields = new ArrayList<>();
    for (String head : List.of("id", "model", "version", "eventTime", "entity", "tags")) {
      fields.add(copy(head));
    }
    Schema places = Schema.createArray(Schema.create(Schema.Type.INT));
    fields.add(new Schema.Field(NOT_SENT, places, null, List.of()));
    for (TypedColumn column : columns) {
      Schema.Field field =
          new Schema.Field(
              fieldName(column), TypedSlot.of(column.kind()).schema(), null, Schema.NULL_VALUE);
      field.addProp(COLUMN, column.name());
      fields.add(field);
    }
    fields.add(copy("features"));
    fields.add(copy("output"));
    int dot = NAME.lastIndexOf('.');
    return RecordCodec.portable(
        Schema.createRecord(NAME.substring(dot + 1), null, NAME.substring(0, dot), false, fields));
  }

  private static Schema.Field copy(String field) {
    Schema.Field of = MAP_FORM.getField(field);
    return new Schema.Field(of, of.schema());
  }

  /** A name that Avro takes; that of another column, kind or part is another. */
  private static String fieldName(TypedColumn column) {
    String plain = column.name().replaceAll("[^A-Za-z0-9_]", "_");
    String unique = plain.equals(column.name()) ? plain : plain + "_" + checksum(column.name());
    String part = column.output() ? "output" : "feature";
    return part + "_" + unique + "_" + TypedSlot.of(column.kind()).suffix();
  }

  private static String checksum(String name) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(UTF_8));
    return Long.toHexString(crc.getValue());
  }
}
