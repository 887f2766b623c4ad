package dev.leeway.app.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.leeway.event.ModelRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as the gateway reads them. What is spooled is an event without its time, which is
 * settled when it is sent.
 */
final class EventJson {

  private static final JsonFactory JSON = new JsonFactory();

  private final ModelRef model;

  EventJson(ModelRef model) {
    this.model = model;
  }

  /** A prediction without its event time. */
  byte[] prediction(String id, CellValues row, ColumnRoles roles) {
    return write(
        json -> {
          json.writeStringField("id", id);
          json.writeStringField("model", model.name());
          json.writeStringField("version", model.version());
          String entity = roles.entity() < 0 ? null : row.text(roles.entity());
          if (entity != null) json.writeStringField("entity", entity);
          cells("tags", ColumnRoles.Role.TAG, row, roles, json);
          cells("features", ColumnRoles.Role.FEATURE, row, roles, json);
          cells("output", ColumnRoles.Role.OUTPUT, row, roles, json);
        });
  }

  /** A label without its time. */
  byte[] label(String predictionId, Object value) {
    return write(
        json -> {
          json.writeStringField("predictionId", predictionId);
          json.writeStringField("model", model.name());
          json.writeFieldName("value");
          value(value, json);
        });
  }

  private static void cells(
      String name, ColumnRoles.Role role, CellValues row, ColumnRoles roles, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (int column = 0; column < roles.size(); column++) {
      if (roles.role(column) != role) continue;
      Object cell = role == ColumnRoles.Role.TAG ? row.text(column) : row.cell(column);
      // A tag has no null; it is not there.
      if (cell == null && role == ColumnRoles.Role.TAG) continue;
      json.writeFieldName(roles.name(column));
      value(cell, json);
    }
    json.writeEndObject();
  }

  private static void value(@Nullable Object cell, JsonGenerator json) throws IOException {
    if (cell == null) {
      json.writeNull();
    } else if (cell instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (cell instanceof Long number) {
      json.writeNumber(number);
    } else if (cell instanceof Double number) {
      json.writeNumber(number);
    } else if (cell instanceof double[] vector) {
      json.writeArray(vector, 0, vector.length);
    } else {
      json.writeString(cell.toString());
    }
  }

  /** Fields of one object. */
  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private static byte[] write(Fields fields) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return line.toByteArray();
  }
}
