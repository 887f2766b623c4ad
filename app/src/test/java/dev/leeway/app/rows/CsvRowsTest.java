package dev.leeway.app.rows;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {

  @TempDir private Path folder;

  /** The cases of the csv-spectrum collection, where the data are not only text. */
  @Test
  void forEach_readsTheCasesOfCsvSpectrum() {
    assertThat(rows("first,last,address,city,zip\nJohn,Doe,120 any st.,\"Anytown, WW\",08123\n"))
        .containsExactly(
            Map.of(
                "first", "John",
                "last", "Doe",
                "address", "120 any st.",
                "city", "Anytown, WW",
                "zip", "08123"));
    assertThat(rows("a,b,c\n1,\"\",\"\"\n2,3,4\n"))
        .containsExactly(Map.of("a", 1L), Map.of("a", 2L, "b", 3L, "c", 4L));
    assertThat(rows("a,b,c\r\n1,\"\",\"\"\r\n2,3,4\r\n"))
        .containsExactly(Map.of("a", 1L), Map.of("a", 2L, "b", 3L, "c", 4L));
    assertThat(rows("a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n"))
        .containsExactly(Map.of("a", 1L, "b", "ha \"ha\" ha"), Map.of("a", 3L, "b", 4L));
    assertThat(rows("key,val\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"c\"\": [102.0, 0.5]}\"\n"))
        .containsExactly(Map.of("key", 1L, "val", "{\"type\": \"Point\", \"c\": [102.0, 0.5]}"));
    assertThat(rows("a,b,c\n1,2,3\n\"Once upon \na time\",5,6\n7,8,9\n"))
        .containsExactly(
            Map.of("a", 1L, "b", 2L, "c", 3L),
            Map.of("a", "Once upon \na time", "b", 5L, "c", 6L),
            Map.of("a", 7L, "b", 8L, "c", 9L));
    assertThat(rows("a,b\r\n\"Once upon \r\na time\",5\r\n"))
        .containsExactly(Map.of("a", "Once upon \r\na time", "b", 5L));
    assertThat(rows("a,b\n1,\"ha \n\"\"ha\"\" \nha\"\n3,4\n"))
        .containsExactly(Map.of("a", 1L, "b", "ha \n\"ha\" \nha"), Map.of("a", 3L, "b", 4L));
    assertThat(rows("a,b,c\n1,2,3\n4,5,ʤ\n"))
        .containsExactly(Map.of("a", 1L, "b", 2L, "c", 3L), Map.of("a", 4L, "b", 5L, "c", "ʤ"));
    assertThat(rows("lat,long\n-0.67,.5\n")).containsExactly(Map.of("lat", -0.67, "long", 0.5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          0                    | Long    | 0
          -12                  | Long    | -12
          999999999999999999   | Long    | 999999999999999999
          9223372036854775808  | Double  | 9.223372036854776E18
          1.5                  | Double  | 1.5
          -1.5e-3              | Double  | -0.0015
          1E5                  | Double  | 100000.0
          .5                   | Double  | 0.5
          5.                   | Double  | 5.0
          "7"                  | Long    | 7
          inf                  | Double  | Infinity
          -Infinity            | Double  | -Infinity
          true                 | Boolean | true
          FALSE                | Boolean | false
          tRUE                 | String  | tRUE
          007                  | String  | 007
          -01.5                | String  | -01.5
          +5                   | String  | +5
          1,234                | String  | 1,234
          0x1A                 | String  | 0x1A
          1e400                | String  | 1e400
          12e                  | String  | 12e
          1.2.3                | String  | 1.2.3
          2001-01-31           | String  | 2001-01-31
          -                    | String  | -
          .                    | String  | .
          ١٢                   | String  | ١٢
          ` 1 `                | String  | ` 1 `
          infinite             | String  | infinite
          """)
  void forEach_tellsTheTypeOfAField(String field, String type, String value) {
    String quoted = field.contains(",") ? "\"" + field + "\"" : field;

    Object read = rows("a,b\n" + quoted + ",x\n").get(0).get("a");

    assertThat(read.getClass().getSimpleName()).isEqualTo(type);
    assertThat(read.toString()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\"", "NA", "N/A", "NaN", "nan", "null", "NULL", "None", "\"NA\""})
  void forEach_takesTheUsualWordsForMissing(String field) {
    assertThat(rows("a,b\n" + field + ",1\n")).containsExactly(Map.of("b", 1L));
  }

  @Test
  void forEach_takesOtherWordsForMissingWhenTold() {
    Path file = write("x.csv", "a,b\nNA,-999\n");
    RowOptions options = new RowOptions(Set.of(), List.of("-999"));

    assertThat(RecordedRows.of(RowFiles.open(file, options, RowProgress.NONE)))
        .containsExactly(Map.of("a", "NA"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b\n1,2", "\uFEFFa,b\r\n1,2\r\n", "a,b\r1,2\r", "\n\na,b\n\n1,2\n\n"})
  void forEach_readsTheUsualKindsOfFile(String text) {
    assertThat(rows(text)).containsExactly(Map.of("a", 1L, "b", 2L));
  }

  @Test
  void forEach_leavesColumnsOut() {
    RowOptions options = new RowOptions(Set.of("b"), RowOptions.USUAL_MISSING);
    RowSource source = RowFiles.open(write("x.csv", "a,b,c\n1,2,3\n"), options, RowProgress.NONE);

    assertThat(source.columns()).containsExactly("a", "c");
    assertThat(RecordedRows.of(source)).containsExactly(Map.of("a", 1L, "c", 3L));
  }

  @Test
  void forEach_readsTheSameAgain_andHashesTheFile() throws Exception {
    byte[] text = "a\n1\n2\n".getBytes(UTF_8);
    Path file = write("x.csv", text);
    RowSource source = open(file);

    assertThat(RecordedRows.of(source)).isEqualTo(RecordedRows.of(source)).hasSize(2);
    assertThat(source.forEach(new NoRows())).isEqualTo(new ReadRows(2, 6, sha256(text)));
  }

  @Test
  void forEach_readsGzip_andHashesItAsItLies() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write("a,b\n1,x\n".getBytes(UTF_8));
    }
    RowSource source = open(write("x.CSV.GZ", packed.toByteArray()));

    assertThat(RecordedRows.of(source)).containsExactly(Map.of("a", 1L, "b", "x"));
    assertThat(source.forEach(new NoRows()).sha256()).isEqualTo(sha256(packed.toByteArray()));
  }

  @Test
  void forEach_ofTruncatedGzip_fails() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write("a,b\n1,x\n".repeat(100).getBytes(UTF_8));
    }
    byte[] whole = packed.toByteArray();
    Path file = write("x.csv.gz", java.util.Arrays.copyOf(whole, whole.length - 5));

    assertThatThrownBy(() -> RecordedRows.of(open(file)))
        .isInstanceOf(RowException.class)
        .hasMessageStartingWith(file + ": cannot be read: ");
  }

  @Test
  void forEach_ofAFileThatChangedInBetween_fails() throws IOException {
    Path file = write("x.csv", "a\n1\n");
    RowSource source = open(file);
    source.forEach(new NoRows());
    Files.writeString(file, "2\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> source.forEach(new NoRows()))
        .isInstanceOf(RowException.class)
        .hasMessage(file + ": was changed while it was read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                       | : is empty: the first line must name the columns
          `1,2.5;3,4`              | :1: holds numbers only: the first line must name the columns
          `a,a;1,2`                | : two columns are named "a"
          `a,;1,2`                 | : column 2 has no name
          `a,b;1,2;3`              | :3: has 1 fields where the header has 2
          `a,b;1,2;;3,4,5`         | :4: has 3 fields where the header has 2
          `a,b;1,"2;3`             | :2: Unclosed quoted field
          `a,b;1,"2"x`             | :2: Unexpected character
          """)
  void forEach_ofADamagedFile_namesTheLine(String text, String problem) {
    Path file = write("x.csv", text.replace(";", "\n"));

    assertThatThrownBy(() -> RecordedRows.of(open(file)))
        .isInstanceOf(RowException.class)
        .hasMessageStartingWith(file + problem);
  }

  @Test
  void forEach_ofOtherEncodings_fails() {
    Path latin = write("latin.csv", "a\nx\nä\n".getBytes(ISO_8859_1));
    Path wide = write("wide.csv", "\uFEFFa\n1\n".getBytes(UTF_16LE));

    assertThatThrownBy(() -> RecordedRows.of(open(latin)))
        .isInstanceOf(RowException.class)
        .hasMessageContaining("not UTF-8 here or further on");
    assertThatThrownBy(() -> open(wide)).hasMessage(wide + ": is UTF-16: save it as UTF-8");
  }

  @Test
  void open_refusesTooManyColumns() {
    Path file = write("x.csv", "a" + ",a".repeat(RowSource.MAX_COLUMNS) + "\n");

    assertThatThrownBy(() -> open(file)).hasMessage(file + ": more than 10000 columns");
  }

  @Test
  void open_refusesToLeaveOutWhatIsNotThere() {
    Path file = write("x.csv", "a,b\n");
    RowOptions options = new RowOptions(Set.of("c"), List.of());

    assertThatThrownBy(() -> RowFiles.open(file, options, RowProgress.NONE))
        .hasMessage(file + ": to be left out, but not there: [c]; there are a, b");
  }

  @Test
  void open_thatIsNotStrict_leavesOutWhatIsThere() {
    Path file = write("x.csv", "a,b\n");
    RowOptions options = new RowOptions(Set.of("a", "c"), List.of(), false);

    RowSource rows = RowFiles.open(file, options, RowProgress.NONE);

    assertThat(rows.columns()).containsExactly("b");
    assertThat(rows.allColumns()).containsExactly("a", "b");
  }

  @Test
  void open_refusesWhatIsNoFileOfAKnownKind() {
    Path text = write("x.txt", "a\n");

    assertThatThrownBy(() -> open(folder)).hasMessage(folder + ": not a file");
    assertThatThrownBy(() -> open(folder.resolve("no.csv")))
        .hasMessage(folder.resolve("no.csv") + ": there is no such file");
    assertThatThrownBy(() -> open(text))
        .hasMessageStartingWith(text + ": the name must end in one of .csv");
  }

  @Test
  void forEach_refusesAFieldWithoutEnd_beforeItFillsTheMemory() throws IOException {
    Path file = folder.resolve("x.csv");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("a,b\n1,\"".getBytes(UTF_8));
      byte[] block = "x".repeat(1 << 20).getBytes(UTF_8);
      for (int i = 0; i < 20; i++) {
        out.write(block);
      }
    }

    assertThatThrownBy(() -> RecordedRows.of(open(file)))
        .isInstanceOf(RowException.class)
        .hasMessageStartingWith(file + ":2: ");
  }

  @Test
  void forEach_tellsHowFarItIs() {
    Path file = write("x.csv", "a\n" + "1\n".repeat(100_000));
    List<Long> heard = new ArrayList<>();
    RowSource source =
        RowFiles.open(
            file,
            RowOptions.DEFAULT,
            (done, total) -> {
              assertThat(total).isEqualTo(200_002);
              heard.add(done);
            });
    heard.clear();

    source.forEach(new NoRows());

    assertThat(heard).isSorted().startsWith(0L).endsWith(200_002L).hasSizeLessThan(100);
  }

  private List<Map<String, Object>> rows(String text) {
    return RecordedRows.of(open(write("x.csv", text)));
  }

  private static RowSource open(Path file) {
    return RowFiles.open(file, RowOptions.DEFAULT, RowProgress.NONE);
  }

  private Path write(String name, String text) {
    return write(name, text.getBytes(UTF_8));
  }

  private Path write(String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
