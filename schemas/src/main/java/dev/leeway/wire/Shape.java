package dev.leeway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.apache.avro.Schema;

/** A type of a writer's schema, laid out for being read again and again. Immutable. */
final class Shape {

  static final int NULL = 0;
  static final int BOOLEAN = 1;
  static final int INT = 2;
  static final int LONG = 3;
  static final int FLOAT = 4;
  static final int DOUBLE = 5;
  static final int STRING = 6;
  static final int FIXED = 7;
  static final int ENUM = 8;
  static final int ARRAY = 9;
  static final int MAP = 10;
  static final int UNION = 11;
  static final int RECORD = 12;

  final int kind;

  /** An array's element, a map's value, a union's branches, a record's fields. */
  final Shape[] parts;

  /** Bytes of a fixed, or symbols of an enum. */
  final int size;

  /** Where an enum's symbols stand among the constants. */
  final int[] symbolAt;

  final int[] symbolLength;

  /** Whether its values take no bytes, so that any number of them is a lie. */
  private final boolean weightless;

  /**
   * @param schema not recursive
   * @param constants where the symbols of enums go
   */
  Shape(Schema schema, Constants constants) {
    kind = kind(schema);
    parts = parts(schema, constants);
    List<String> symbols = kind == ENUM ? schema.getEnumSymbols() : List.of();
    size = kind == FIXED ? schema.getFixedSize() : symbols.size();
    symbolAt = new int[symbols.size()];
    symbolLength = new int[symbols.size()];
    for (int i = 0; i < symbolAt.length; i++) {
      symbolAt[i] = constants.add(symbols.get(i));
      symbolLength[i] = symbols.get(i).getBytes(UTF_8).length;
    }
    weightless =
        kind == NULL || (kind == FIXED && size == 0) || (kind == RECORD && allWeightless());
  }

  /** What the value at hand is: for a union the branch that comes next. */
  Shape next(AvroCursor in) throws Undecodable {
    return kind == UNION ? parts[in.choice(parts.length)] : this;
  }

  /** Whether a zero is a whole value: null, the first branch of a union, or no items. */
  boolean isNothingAtZero() {
    return kind == ARRAY || kind == MAP || (kind == UNION && parts[0].kind == NULL);
  }

  /** Passes over a value. */
  void skip(AvroCursor in) throws Undecodable {
    switch (kind) {
      case NULL -> {}
      case BOOLEAN -> in.flag();
      case INT -> in.small();
      case LONG -> in.integer();
      case FLOAT -> in.skip(4);
      case DOUBLE -> in.skip(8);
      case STRING -> in.text();
      case FIXED -> in.skip(size);
      case ENUM -> in.choice(size);
      case UNION -> next(in).skip(in);
      case RECORD -> {
        for (Shape field : parts) {
          field.skip(in);
        }
      }
      default -> skipItems(in);
    }
  }

  private void skipItems(AvroCursor in) throws Undecodable {
    Shape item = parts[0];
    boolean light = kind == ARRAY && item.weightless;
    int before = 0;
    while (true) {
      int count = light ? in.weightless(before) : in.block(before);
      if (count == 0) return;
      before += count;
      for (int i = 0; i < count && !light; i++) {
        if (kind == MAP) in.text();
        item.skip(in);
      }
    }
  }

  private boolean allWeightless() {
    for (Shape part : parts) {
      if (!part.weightless) return false;
    }
    return true;
  }

  private static Shape[] parts(Schema schema, Constants constants) {
    List<Schema> parts =
        switch (schema.getType()) {
          case ARRAY -> List.of(schema.getElementType());
          case MAP -> List.of(schema.getValueType());
          case UNION -> schema.getTypes();
          case RECORD -> schema.getFields().stream().map(Schema.Field::schema).toList();
          default -> List.of();
        };
    return parts.stream().map(part -> new Shape(part, constants)).toArray(Shape[]::new);
  }

  private static int kind(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> NULL;
      case BOOLEAN -> BOOLEAN;
      case INT -> INT;
      case LONG -> LONG;
      case FLOAT -> FLOAT;
      case DOUBLE -> DOUBLE;
      case STRING, BYTES -> STRING;
      case FIXED -> FIXED;
      case ENUM -> ENUM;
      case ARRAY -> ARRAY;
      case MAP -> MAP;
      case UNION -> UNION;
      case RECORD -> RECORD;
    };
  }
}
