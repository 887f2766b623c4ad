package dev.leeway.app.cli;

import dev.leeway.app.rows.RowOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** How the columns of tables are read: the options of all commands that read some. */
final class ColumnOptions {

  @Option(
      names = "--exclude",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns to leave out, with commas.")
  private List<String> excluded = new ArrayList<>();

  @Option(
      names = "--rename",
      paramLabel = "COLUMN=NAME",
      description = "What a column is called in predictions, references and monitors.")
  private Map<String, String> renamed = new LinkedHashMap<>();

  @Option(
      names = "--missing",
      split = ",",
      paramLabel = "WORD",
      description =
          "What stands for a missing value in CSV besides nothing. Default: ${DEFAULT-VALUE}.",
      defaultValue = "NA,N/A,NaN,nan,null,NULL,None")
  private List<String> missing = RowOptions.USUAL_MISSING;

  /** In the order given. */
  List<String> excluded() {
    return excluded;
  }

  /** New names by those in the table. */
  Map<String, String> renamed() {
    return renamed;
  }

  /** What a column is called. */
  String name(String column) {
    return renamed.getOrDefault(column, column);
  }

  /** Reads a table without the excluded columns, as far as they are there. */
  RowOptions lenient() {
    return lenient(Set.copyOf(excluded));
  }

  /** Reads a table without some columns, as far as they are there. */
  RowOptions lenient(Set<String> without) {
    return new RowOptions(without, missing, false);
  }

  /** Reads a table without some columns, each of which must be there. */
  RowOptions strict(Set<String> without) {
    return new RowOptions(without, missing);
  }
}
