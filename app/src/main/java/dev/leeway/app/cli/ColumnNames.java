package dev.leeway.app.cli;

import dev.leeway.event.Names;
import dev.leeway.monitor.Monitor;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the columns of a table are called in predictions. */
final class ColumnNames {

  private final String source;
  private final List<String> names;

  /**
   * @param source where the table is, for messages
   * @throws CommandFailure if a renamed column is not there, two get one name, or a name cannot
   *     stand in a prediction
   */
  ColumnNames(String source, List<String> columns, Map<String, String> renamed) {
    this.source = source;
    refuseAbsent("--rename", renamed.keySet(), columns);
    names = columns.stream().map(column -> renamed.getOrDefault(column, column)).toList();
    List<String> wrong = names.stream().filter(name -> !Names.isName(name)).toList();
    if (!wrong.isEmpty()) {
      throw CommandFailure.badInput(
          source
              + ": no prediction can have a column named "
              + quoted(wrong)
              + " (1 to "
              + Names.MAX_LENGTH
              + " letters, digits and _ . - /): use --rename COLUMN=NAME or --exclude COLUMN");
    }
    Set<String> seen = new HashSet<>();
    List<String> twice = names.stream().filter(name -> !seen.add(name)).toList();
    if (!twice.isEmpty()) {
      throw CommandFailure.badInput(source + ": two columns would be named " + quoted(twice));
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
  Monitor withKinds(Monitor monitor, KindOption kinds) {
    refuseAbsent("--kind", kinds.columns(), names);
    return kinds.in(monitor);
  }

  private void refuseAbsent(String option, Collection<String> wanted, List<String> there) {
    List<String> absent = wanted.stream().filter(name -> !there.contains(name)).toList();
    if (!absent.isEmpty()) {
      throw CommandFailure.badInput(option + ": " + source + " has no column " + quoted(absent));
    }
  }

  private static String quoted(List<String> names) {
    return "\"" + String.join("\", \"", names) + "\"";
  }
}
