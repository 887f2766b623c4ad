package dev.leeway.app.cli;

import dev.leeway.event.Names;
import dev.leeway.monitor.ColumnPolicy;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnKind;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the columns of a file are called in predictions. */
final class ColumnNames {

  private final Path file;
  private final List<String> names;

  /**
   * @throws CommandFailure if a renamed column is not there, two get one name, or a name cannot
   *     stand in a prediction
   */
  ColumnNames(Path file, List<String> columns, Map<String, String> renamed) {
    this.file = file;
    refuseAbsent("--rename", renamed.keySet(), columns);
    names = columns.stream().map(column -> renamed.getOrDefault(column, column)).toList();
    List<String> wrong = names.stream().filter(name -> !Names.isName(name)).toList();
    if (!wrong.isEmpty()) {
      throw CommandFailure.badInput(
          file
              + ": no prediction can have a column named "
              + quoted(wrong)
              + " (1 to "
              + Names.MAX_LENGTH
              + " letters, digits and _ . - /): use --rename COLUMN=NAME or --exclude COLUMN");
    }
    Set<String> seen = new HashSet<>();
    List<String> twice = names.stream().filter(name -> !seen.add(name)).toList();
    if (!twice.isEmpty()) {
      throw CommandFailure.badInput(file + ": two columns would be named " + quoted(twice));
    }
  }

  List<String> names() {
    return names;
  }

  /**
   * The monitor with the kinds of some columns given.
   *
   * @throws CommandFailure if one of them is not there
   */
  Monitor withKinds(Monitor monitor, Map<String, ColumnKind> kinds) {
    refuseAbsent("--kind", kinds.keySet(), names);
    SortedMap<String, ColumnPolicy> columns = new TreeMap<>(monitor.columns());
    kinds.forEach(
        (name, kind) -> {
          ColumnPolicy policy = monitor.column(name);
          columns.put(
              name,
              new ColumnPolicy(
                  policy.ignored(), Optional.of(kind), policy.tolerance(), policy.thresholds()));
        });
    return new Monitor(
        monitor.model(),
        monitor.timing(),
        monitor.windows(),
        monitor.segments(),
        columns,
        monitor.decision(),
        monitor.caps());
  }

  private void refuseAbsent(String option, Collection<String> wanted, List<String> there) {
    List<String> absent = wanted.stream().filter(name -> !there.contains(name)).toList();
    if (!absent.isEmpty()) {
      throw CommandFailure.badInput(option + ": " + file + " has no column " + quoted(absent));
    }
  }

  private static String quoted(List<String> names) {
    return "\"" + String.join("\", \"", names) + "\"";
  }
}
