package dev.leeway.app.cli;

import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** The kinds of columns, where the data do not tell. */
final class KindOption {

  @Option(
      names = "--kind",
      paramLabel = "COLUMN=KIND",
      description = {
        "The kind of a column where the data do not tell:",
        "numeric, categorical, boolean, text, embedding or timestamp."
      })
  private Map<String, ColumnKind> kinds = new LinkedHashMap<>();

  boolean isGiven() {
    return !kinds.isEmpty();
  }

  /** The columns that a kind is given for. */
  Set<String> columns() {
    return kinds.keySet();
  }

  /**
   * @throws CommandFailure if a kind is given that no single column can have
   */
  void check() {
    if (kinds.containsValue(ColumnKind.JOINT)) {
      throw CommandFailure.badInput("--kind: no single column is of kind joint");
    }
  }

  /** The monitor with the kinds given. */
  Monitor in(Monitor monitor) {
    Monitor all = monitor;
    for (Map.Entry<String, ColumnKind> kind : kinds.entrySet()) {
      all = all.with(kind.getKey(), all.column(kind.getKey()).withKind(kind.getValue()));
    }
    return all;
  }
}
