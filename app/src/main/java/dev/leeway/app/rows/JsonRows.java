package dev.leeway.app.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file of JSON objects, one a line, UTF-8; blank lines are skipped. Values are null, true, false,
 * numbers, text, or lists of numbers. The columns are all keys that occur, in the order in which
 * they first do, found by a pass of its own.
 */
final class JsonRows implements RowSource {

  /** Longest line, in bytes. */
  private static final int MAX_LINE = 16 * 1024 * 1024;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(8)
                  .maxNumberLength(1_000)
                  .maxStringLength(MAX_LINE)
                  .build())
          .build();

  private final FileBytes bytes;
  private final ColumnChoice columns;
  private final Map<String, Integer> places = new HashMap<>();

  JsonRows(FileBytes bytes, RowOptions options) {
    this.bytes = bytes;
    Set<String> names = new LinkedHashSet<>();
    read(
        (parser, line) -> {
          while (parser.nextToken() == JsonToken.FIELD_NAME) {
            if (names.add(parser.currentName()) && names.size() > MAX_COLUMNS) {
              throw RowException.at(
                  bytes.file(), line, "more than " + MAX_COLUMNS + " different keys");
            }
            parser.nextToken();
            parser.skipChildren();
          }
        });
    List<String> all = new ArrayList<>(names);
    columns = ColumnChoice.of(bytes.file(), all, options);
    for (int i = 0; i < all.size(); i++) {
      places.put(all.get(i), columns.place(i));
    }
  }

  @Override
  public List<String> columns() {
    return columns.wanted();
  }

  @Override
  public List<String> allColumns() {
    return columns.names();
  }

  @Override
  public ReadRows forEach(RowVisitor visitor) {
    return read((parser, line) -> row(parser, line, visitor));
  }

  private interface ObjectReader {

    /** Reads on after the object's opening brace, to its closing one. */
    void read(JsonParser parser, long line) throws IOException;
  }

  private ReadRows read(ObjectReader objects) {
    long line = 0;
    long rows = 0;
    try (FileBytes.Pass pass = bytes.open()) {
      Lines lines = new Lines(Utf8Text.withoutMark(pass.content(), bytes.file()), MAX_LINE);
      CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
      while (lines.next()) {
        line++;
        CharBuffer text = decoder.decode(ByteBuffer.wrap(lines.buffer(), 0, lines.length()));
        if (!isBlank(text)) {
          object(text, line, objects);
          rows++;
        }
      }
      return pass.end(rows);
    } catch (CharacterCodingException e) {
      throw RowException.at(bytes.file(), line, "not UTF-8");
    } catch (JsonProcessingException e) {
      throw RowException.at(bytes.file(), line, "not JSON: " + reason(e));
    } catch (Lines.TooLongException e) {
      throw RowException.at(bytes.file(), line + 1, "longer than " + MAX_LINE + " bytes");
    } catch (IOException e) {
      throw RowException.of(bytes.file(), "cannot be read: " + e.getMessage());
    }
  }

  /** Without the parser's words to programmers: its options, and where its buffer began. */
  private static String reason(JsonProcessingException e) {
    String words = String.valueOf(e.getOriginalMessage());
    return words.replaceAll("(?s)( \\(start marker at|: enable `).*", "");
  }

  private void object(CharBuffer text, long line, ObjectReader reader) throws IOException {
    try (JsonParser parser = JSON.createParser(text.array(), 0, text.limit())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) throw fault(line, "not an object");
      reader.read(parser, line);
      if (parser.nextToken() != null) throw fault(line, "goes on after the object");
    }
  }

  private void row(JsonParser parser, long line, RowVisitor visitor) throws IOException {
    visitor.startRow();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      Integer place = places.get(name);
      if (place == null) throw fault(line, "has a key that was not there before");
      parser.nextToken();
      if (place == ColumnChoice.LEFT_OUT) {
        parser.skipChildren();
      } else {
        cell(parser, line, place, visitor);
      }
    }
    visitor.endRow();
  }

  private void cell(JsonParser parser, long line, int column, RowVisitor visitor)
      throws IOException {
    switch (parser.currentToken()) {
      case VALUE_NULL -> {
        // Missing, as if the key were not there.
      }
      case VALUE_TRUE -> visitor.flag(column, true);
      case VALUE_FALSE -> visitor.flag(column, false);
      case VALUE_STRING -> visitor.text(column, whole(parser.getText(), line, column));
      case VALUE_NUMBER_INT -> integer(parser, line, column, visitor);
      case VALUE_NUMBER_FLOAT -> visitor.decimal(column, decimal(parser, line, column));
      case START_ARRAY -> visitor.vector(column, vector(parser, line, column));
      default -> throw fault(line, column, "is an object: only plain values and lists of numbers");
    }
  }

  private void integer(JsonParser parser, long line, int column, RowVisitor visitor)
      throws IOException {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      visitor.decimal(column, decimal(parser, line, column));
    } else {
      visitor.integer(column, parser.getLongValue());
    }
  }

  private double decimal(JsonParser parser, long line, int column) throws IOException {
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) throw fault(line, column, "is too large a number");
    return value;
  }

  private double[] vector(JsonParser parser, long line, int column) throws IOException {
    double[] values = new double[16];
    int size = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!parser.currentToken().isNumeric()) {
        throw fault(line, column, "is a list with something other than numbers");
      }
      if (size == values.length) values = Arrays.copyOf(values, size * 2);
      values[size++] = decimal(parser, line, column);
    }
    return Arrays.copyOf(values, size);
  }

  /** Jackson lets half a surrogate pair pass, which no encoding can write again. */
  private String whole(String text, long line, int column) {
    if (text.codePoints().anyMatch(JsonRows::isSurrogate)) {
      throw fault(line, column, "has half a character");
    }
    return text;
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private RowException fault(long line, int column, String problem) {
    return fault(line, "\"" + columns.wanted().get(column) + "\" " + problem);
  }

  private RowException fault(long line, String problem) {
    return RowException.at(bytes.file(), line, problem);
  }

  private static boolean isBlank(CharBuffer text) {
    for (int i = 0; i < text.limit(); i++) {
      char c = text.get(i);
      if (c != ' ' && c != '\t' && c != '\r') return false;
    }
    return true;
  }
}
