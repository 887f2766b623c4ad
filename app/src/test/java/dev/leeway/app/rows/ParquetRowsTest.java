package dev.leeway.app.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetRowsTest {

  @TempDir private Path folder;

  @Test
  void forEach_tellsTheTypesOfColumns() throws SQLException {
    RowSource source =
        open(
            write(
                "x.parquet",
                """
                SELECT true AS flag, 7::TINYINT AS small, 9007199254740993 AS big, 0.5::FLOAT AS half,
                  1.25::DOUBLE AS number, 12.50::DECIMAL(9, 2) AS price, 'x' AS "the ""text"" x",
                  DATE '2001-03-05' AS day, TIMESTAMP '2001-03-05 06:07:08' AS moment,
                  'NaN'::DOUBLE AS nan, [1, 2]::INTEGER[] AS ints, [0.5, 1]::DOUBLE[2] AS pair
                UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
                """));

    assertThat(RecordedRows.of(source))
        .containsExactly(
            Map.ofEntries(
                Map.entry("flag", true),
                Map.entry("small", 7L),
                Map.entry("big", 9_007_199_254_740_993L),
                Map.entry("half", 0.5),
                Map.entry("number", 1.25),
                Map.entry("price", 12.5),
                Map.entry("the \"text\" x", "x"),
                Map.entry("day", "2001-03-05"),
                Map.entry("moment", "2001-03-05 06:07:08"),
                Map.entry("nan", Double.NaN),
                Map.entry("ints", List.of(1.0, 2.0)),
                Map.entry("pair", List.of(0.5, 1.0))),
            Map.of());
  }

  @Test
  void forEach_keepsTheOrder_andReadsTheSameAgain() throws SQLException {
    RowSource source = open(write("x.parquet", "SELECT range AS n FROM range(300000)"));

    List<Map<String, Object>> rows = RecordedRows.of(source);

    assertThat(rows).hasSize(300_000).isEqualTo(RecordedRows.of(source));
    assertThat(rows.get(123_456)).containsEntry("n", 123_456L);
    assertThat(source.forEach(new NoRows()).rows()).isEqualTo(300_000);
  }

  @Test
  void forEach_leavesColumnsOut_whateverTheirType() throws SQLException {
    Path file = write("x.parquet", "SELECT 1 AS a, {'b': 1} AS deep, 'x'::BLOB AS raw");
    RowOptions options = new RowOptions(Set.of("deep", "raw"), List.of());

    assertThat(RecordedRows.of(RowFiles.open(file, options, RowProgress.NONE)))
        .containsExactly(Map.of("a", 1L));
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(RowException.class)
        .hasMessage(file + ": column \"deep\" is of type STRUCT(b INTEGER): leave it out");
  }

  @Test
  void open_takesTheFilesNameAsItIs() throws SQLException {
    // What the other's name would match, were it a pattern.
    write("ab1'c.parquet", "SELECT 1 AS a");

    assertThat(RecordedRows.of(open(write("a*[12]'?.parquet", "SELECT 2 AS a"))))
        .containsExactly(Map.of("a", 2L));
  }

  @Test
  void open_refusesWhatIsNotParquet() throws IOException, SQLException {
    Path text = Files.writeString(folder.resolve("text.parquet"), "a,b\n1,2\n");
    Path whole = write("whole.parquet", "SELECT range AS n FROM range(1000)");
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(bytes, bytes.length / 2));

    assertThatThrownBy(() -> open(text))
        .isInstanceOf(RowException.class)
        .hasMessage(text + ": cannot be read as Parquet: it does not begin as one");
    assertThatThrownBy(() -> open(cut))
        .isInstanceOf(RowException.class)
        .hasMessage(cut + ": cannot be read as Parquet: its end is missing");
  }

  @Test
  void forEach_refusesListsWithMissingNumbers() throws SQLException {
    Path file = write("x.parquet", "SELECT [1, NULL]::INTEGER[] AS v");

    assertThatThrownBy(() -> RecordedRows.of(open(file)))
        .hasMessage(file + ": \"v\" has a list with a missing number");
  }

  private static RowSource open(Path file) {
    return RowFiles.open(file, RowOptions.DEFAULT, RowProgress.NONE);
  }

  private Path write(String name, String query) throws SQLException {
    Path file = folder.resolve(name);
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement()) {
      String quoted = file.toString().replace("'", "''");
      statement.execute("COPY (" + query + ") TO '" + quoted + "' (FORMAT parquet)");
    }
    return file;
  }
}
