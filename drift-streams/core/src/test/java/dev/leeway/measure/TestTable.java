package dev.leeway.measure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables of tab-separated text beside the tests, and what their cells mean. */
final class TestTable {

  private TestTable() {}

  /** The rows of a table, without comments. */
  static List<List<String>> read(String name) {
    try (InputStream bytes =
            requireNonNull(TestTable.class.getResourceAsStream("/measure/" + name), name);
        BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> List.of(line.split("\t", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** Numbers with blanks between them. */
  static double[] numbers(String cell) {
    return Arrays.stream(cell.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  /** Pairs {@code name:count} with blanks between them. */
  static Map<String, Long> counts(String cell) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String pair : cell.split(" ")) {
      int colon = pair.lastIndexOf(':');
      counts.put(pair.substring(0, colon), Long.parseLong(pair.substring(colon + 1)));
    }
    return counts;
  }
}
