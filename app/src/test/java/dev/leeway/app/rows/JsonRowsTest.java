package dev.leeway.app.rows;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRowsTest {

  @TempDir private Path folder;

  @Test
  void forEach_readsObjects_whateverTheirKeys() {
    RowSource source =
        open(
            write(
                "x.jsonl",
                """
                {"b": 1, "a": "x"}

                {"a": null, "c": true, "b": 1.5}
                {}
                {"v": [1, 2.5, -3e2], "b": 9223372036854775808, "a": "\\u00e4\\ud83d\\ude00"}
                """));

    assertThat(source.columns()).containsExactly("b", "a", "c", "v");
    assertThat(RecordedRows.of(source))
        .containsExactly(
            Map.of("b", 1L, "a", "x"),
            Map.of("c", true, "b", 1.5),
            Map.of(),
            Map.of("v", List.of(1.0, 2.5, -300.0), "b", 9.223372036854775808e18, "a", "ä😀"));
  }

  @Test
  void forEach_leavesKeysOut_whateverTheirValues() {
    Path file = write("x.ndjson", "{\"a\": {\"deep\": [{}]}, \"b\": 1}\r\n");
    RowOptions options = new RowOptions(Set.of("a"), List.of());
    RowSource source = RowFiles.open(file, options, RowProgress.NONE);

    assertThat(source.columns()).containsExactly("b");
    assertThat(RecordedRows.of(source)).containsExactly(Map.of("b", 1L));
  }

  @Test
  void forEach_readsGzip_withAByteOrderMarkAndWithoutALastLineEnd() throws IOException {
    Path file = folder.resolve("x.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("\uFEFF{\"a\":1}\n{\"a\":2}".getBytes(UTF_8));
    }
    RowSource source = open(file);

    assertThat(RecordedRows.of(source)).containsExactly(Map.of("a", 1L), Map.of("a", 2L));
    assertThat(source.forEach(new NoRows()).rows()).isEqualTo(2);
  }

  @Test
  void forEach_readsLinesLongerThanItsBuffers() {
    String text = "x".repeat(300_000);

    assertThat(rows("{\"a\":\"" + text + "\"}\n{\"a\":\"y\"}\n"))
        .containsExactly(Map.of("a", text), Map.of("a", "y"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a": {"b": 1}}         | "a" is an object: only plain values and lists of numbers
          {"a": [1, "x"]}         | "a" is a list with something other than numbers
          {"a": [[1]]}            | "a" is a list with something other than numbers
          {"a": 1e400}            | "a" is too large a number
          {"a": "\\ud800"}        | "a" has half a character
          {"a": 1, "a": 2}        | not JSON: Duplicate field 'a'
          {"a": NaN}              | not JSON: Non-standard token 'NaN'
          {"a": 01}               | not JSON: Invalid numeric value: Leading zeroes not allowed
          {'a': 1}                | not JSON: Unexpected character
          {"a": 1,}               | not JSON: Unexpected character
          {"a": 1                 | not JSON: Unexpected end-of-input
          {"a": 1} {"a": 2}       | goes on after the object
          {"a": 1} // note        | not JSON: Unexpected character
          [1]                     | not an object
          1                       | not an object
          """)
  void forEach_ofADamagedLine_namesIt(String line, String problem) {
    Path file = write("x.jsonl", "{\"a\": 1}\n" + line + "\n");

    assertThatThrownBy(() -> RecordedRows.of(open(file)))
        .isInstanceOf(RowException.class)
        .hasMessageStartingWith(file + ":2: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a": NaN}    | Non-standard token 'NaN'
          {"a": 1       | Unexpected end-of-input: expected close marker for Object
          """)
  void forEach_ofADamagedLine_saysNothingOfTheParser(String line, String problem) {
    Path file = write("x.jsonl", line + "\n");

    assertThatThrownBy(() -> open(file)).hasMessage(file + ":1: not JSON: " + problem);
  }

  @Test
  void open_refusesWhatIsNotUtf8() throws IOException {
    Path file = Files.write(folder.resolve("x.jsonl"), "{}\n{\"a\":\"ä\"}".getBytes(ISO_8859_1));

    assertThatThrownBy(() -> open(file)).hasMessage(file + ":2: not UTF-8");
  }

  @Test
  void open_refusesALineWithoutEnd_beforeItFillsTheMemory() throws IOException {
    Path file = folder.resolve("x.jsonl");
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] block = "[".repeat(1 << 20).getBytes(UTF_8);
      for (int i = 0; i < 20; i++) {
        out.write(block);
      }
    }

    assertThatThrownBy(() -> open(file)).hasMessage(file + ":1: longer than 16777216 bytes");
  }

  @Test
  void open_refusesTooManyKeys() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= RowSource.MAX_COLUMNS; i++) {
      text.append("{\"k").append(i).append("\":1}\n");
    }
    Path file = write("x.jsonl", text.toString());

    assertThatThrownBy(() -> open(file))
        .hasMessage(file + ":10001: more than 10000 different keys");
  }

  private List<Map<String, Object>> rows(String text) {
    return RecordedRows.of(open(write("x.jsonl", text)));
  }

  private static RowSource open(Path file) {
    return RowFiles.open(file, RowOptions.DEFAULT, RowProgress.NONE);
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
