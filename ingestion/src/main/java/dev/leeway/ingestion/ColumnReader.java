package dev.leeway.ingestion;

import com.fasterxml.jackson.core.JsonToken;
import dev.leeway.event.Names;
import dev.leeway.eventlog.ColumnBytes;
import dev.leeway.eventlog.TagBytes;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Reads the objects within a prediction: features, output and tags. For one thread. */
final class ColumnReader {

  private float[] vector = new float[16];
  private int fields;

  /** Begins a prediction; its limit of fields holds for all its objects together. */
  void reset() {
    fields = 0;
  }

  /** What becomes of one entry; its value is at hand. */
  private interface Entry {
    void read(String name) throws IOException;
  }

  void readColumns(String field, JsonInput in, ColumnBytes into) throws IOException {
    readObject(field, in, name -> readValue(name, in, into));
  }

  void readTags(JsonInput in, TagBytes into) throws IOException {
    readObject("tags", in, name -> in.string().ifPresent(value -> into.put(name, value)));
  }

  /** Reads the value at hand as the column of the given name. */
  void readValue(String name, JsonInput in, ColumnBytes into) throws IOException {
    JsonToken token = in.token();
    if (token == null) return;
    switch (token) {
      case VALUE_NULL -> into.missing(name);
      case VALUE_TRUE -> into.put(name, true);
      case VALUE_FALSE -> into.put(name, false);
      case VALUE_STRING -> in.string().ifPresent(text -> into.put(name, text));
      case VALUE_NUMBER_INT -> {
        if (in.isLong()) into.put(name, in.wholeNumber());
      }
      case VALUE_NUMBER_FLOAT -> {
        double value = in.number();
        if (Double.isFinite(value)) {
          into.put(name, value);
        } else {
          in.notFinite();
        }
      }
      case START_ARRAY -> readVector(name, in, into);
      default -> in.wrongType("null, a flag, a number, a string or an array of numbers");
    }
  }

  private void readObject(String field, JsonInput in, Entry entry) throws IOException {
    if (in.token() != JsonToken.START_OBJECT) {
      in.wrongType("an object");
      return;
    }
    Set<String> seen = new HashSet<>();
    for (int number = 1; in.next() == JsonToken.FIELD_NAME; number++) {
      String name = in.fieldName();
      boolean taken = isTaken(name, number, in);
      if (taken) in.at(field, name);
      in.next();
      if (taken && seen.add(name)) {
        entry.read(name);
      } else {
        if (taken) in.flaw(ProblemCode.DUPLICATE_FIELD, "given twice");
        in.skip();
      }
      in.at(field);
    }
  }

  private boolean isTaken(String name, int number, JsonInput in) {
    fields++;
    int most = in.limits().fields();
    if (fields == most + 1) {
      in.flaw(
          ProblemCode.TOO_MANY_FIELDS,
          "tags, features and output may have " + most + " fields together");
    }
    if (fields > most) return false;
    if (Names.isName(name) && name.length() <= in.limits().nameLength()) return true;
    in.flaw(
        ProblemCode.BAD_NAME,
        "the name of field " + number + " is none: " + nameRule(in.limits().nameLength()));
    return false;
  }

  static String nameRule(int length) {
    return "1 to " + length + " letters, digits or _ . - /, not beginning with __";
  }

  private void readVector(String name, JsonInput in, ColumnBytes into) throws IOException {
    int length = 0;
    boolean good = true;
    for (JsonToken token = in.next();
        token != null && token != JsonToken.END_ARRAY;
        token = in.next()) {
      if (good) good = isElement(token, in);
      if (!good) {
        in.skip();
        continue;
      }
      if (length == vector.length) vector = Arrays.copyOf(vector, 2 * length);
      vector[length++] = (float) in.number();
    }
    if (good) into.put(name, vector, length);
  }

  private static boolean isElement(JsonToken token, JsonInput in) throws IOException {
    if (!token.isNumeric()) {
      in.flaw(ProblemCode.WRONG_TYPE, "an array may hold numbers only");
      return false;
    }
    if (Float.isFinite((float) in.number())) return true;
    in.flaw(ProblemCode.NUMBER_OUT_OF_RANGE, "numbers in an array must be finite 32-bit floats");
    return false;
  }
}
