package dev.leeway.app.rows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Opens a table by the ending of its file's name. */
public final class RowFiles {

  /** The endings that are known, for messages. */
  public static final String ENDINGS =
      ".csv, .csv.gz, .jsonl, .jsonl.gz, .ndjson, .ndjson.gz, .parquet";

  private RowFiles() {}

  /** Whether a file's name has one of the endings. */
  public static boolean isTable(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return Arrays.stream(ENDINGS.split(", ")).anyMatch(name::endsWith);
  }

  /**
   * The table in a file.
   *
   * @param progress hears of every pass over the file
   * @throws RowException if there is no such file, or none of a known ending, or its columns cannot
   *     be read
   */
  public static RowSource open(Path file, RowOptions options, RowProgress progress) {
    if (!Files.exists(file)) throw RowException.of(file, "there is no such file");
    // A pipe or a device cannot be read twice.
    if (!Files.isRegularFile(file)) throw RowException.of(file, "not a file");
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    FileBytes bytes = new FileBytes(file, name.endsWith(".gz"), progress);
    String ending = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    if (ending.endsWith(".csv")) return new CsvRows(bytes, options);
    if (ending.endsWith(".jsonl") || ending.endsWith(".ndjson")) {
      return new JsonRows(bytes, options);
    }
    if (name.endsWith(".parquet")) return new ParquetRows(bytes, options);
    throw RowException.of(file, "the name must end in one of " + ENDINGS);
  }
}
