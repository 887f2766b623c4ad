package dev.leeway.app.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Answers of one JSON object. */
final class JsonAnswer {

  private static final JsonFactory JSON = new JsonFactory();

  private JsonAnswer() {}

  /** Sends the fields as a JSON object. What was found a moment ago is not to be shown again. */
  static void send(Context ctx, Fields fields) {
    send(ctx, "application/json", fields);
  }

  static void send(Context ctx, String contentType, Fields fields) {
    ByteArrayBuilder bytes = new ByteArrayBuilder();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    ctx.header("Cache-Control", "no-store");
    ctx.contentType(contentType).result(bytes.toByteArray());
  }

  /** Writes a field, unless there is nothing in it. */
  static void writeIfSaid(JsonGenerator json, String field, String text) throws IOException {
    if (!text.isEmpty()) json.writeStringField(field, text);
  }

  /** Writes the fields of an object that is open. */
  interface Fields {
    void write(JsonGenerator json) throws IOException;
  }
}
