package dev.leeway.registry;

import static dev.leeway.registry.RegistryException.Kind.INVALID;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Schema texts of unknown origin, made into schemas that are safe to decode with.
 *
 * <p>Recursive schemas are refused: a few bytes of theirs nest a decoder until its stack overflows.
 * So are those that unfold to a huge tree, as a record of ten records of ten records does: their
 * data need no bytes at all and still make a billion objects.
 */
public final class SchemaText {

  /** Longest text in characters. */
  public static final int MAX_LENGTH = 256 * 1024;

  /** Most types after every name is replaced by what it stands for. */
  public static final int MAX_TYPES = 10_000;

  static {
    AvroLimits.apply();
  }

  private SchemaText() {}

  /**
   * @throws RegistryException of kind INVALID if it is no Avro schema or goes beyond the limits
   */
  public static Schema parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new RegistryException(
          INVALID, "schema of " + text.length() + " characters, at most " + MAX_LENGTH);
    }
    Schema schema = parsed(text);
    check(schema);
    return schema;
  }

  /**
   * @throws RegistryException of kind INVALID if it is recursive or unfolds to too many types
   */
  static void check(Schema schema) {
    types(schema, new HashMap<>());
  }

  private static Schema parsed(String text) {
    try {
      return new Schema.Parser().parse(text);
    } catch (RuntimeException | StackOverflowError e) {
      // Avro throws more kinds than it declares when the text is hostile.
      throw new RegistryException(INVALID, "not an Avro schema: " + e.getMessage(), e);
    }
  }

  /**
   * How many types the schema unfolds to.
   *
   * @param named the count of each named type met so far, 0 while it is being counted
   */
  private static int types(Schema schema, Map<String, Integer> named) {
    return switch (schema.getType()) {
      case RECORD -> record(schema, named);
      case ARRAY -> capped(1L + types(schema.getElementType(), named));
      case MAP -> capped(1L + types(schema.getValueType(), named));
      case UNION -> sum(schema.getTypes(), named);
      default -> 1;
    };
  }

  private static int record(Schema schema, Map<String, Integer> named) {
    Integer known = named.get(schema.getFullName());
    if (known != null) {
      if (known == 0) {
        throw new RegistryException(INVALID, "recursive schema: " + schema.getFullName());
      }
      return known;
    }
    named.put(schema.getFullName(), 0);
    int count = sum(schema.getFields().stream().map(Schema.Field::schema).toList(), named);
    named.put(schema.getFullName(), count);
    return count;
  }

  private static int sum(List<Schema> parts, Map<String, Integer> named) {
    long sum = 1;
    for (Schema part : parts) sum = capped(sum + types(part, named));
    return capped(sum);
  }

  private static int capped(long types) {
    if (types > MAX_TYPES) {
      throw new RegistryException(INVALID, "schema unfolds to more than " + MAX_TYPES + " types");
    }
    return (int) types;
  }
}
