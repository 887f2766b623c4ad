package dev.leeway.app.compare;

import dev.leeway.app.profile.TableReference;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.reference.Reference;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What tables are compared with: a reference and, where its rows are at hand and few enough, their
 * values.
 */
public final class ReferenceSide {

  private final Side side;
  private final Reference reference;
  private final Optional<Table> table;

  private ReferenceSide(Side side, Reference reference, Optional<Table> table) {
    this.side = side;
    this.reference = reference;
    this.table = table;
  }

  /** A reference that was made before. */
  public static ReferenceSide of(Path file, Reference reference) {
    Side side = new Side(file.toString(), reference.profile().rows(), Optional.of(reference.id()));
    return new ReferenceSide(side, reference, Optional.empty());
  }

  /**
   * The reference of all rows of a table.
   *
   * @throws ComparisonException if the table has no rows
   * @throws IllegalArgumentException if it has more columns than the monitor allows
   */
  public static ReferenceSide of(Table table, Monitor monitor) {
    TableReference.Origin origin =
        new TableReference.Origin(
            new ModelRef(monitor.model(), "0"), Instant.EPOCH, new TreeMap<>());
    Reference reference = TableReference.build(table.rows(), table.names(), monitor, origin);
    long rows = reference.profile().rows();
    if (rows == 0) throw new ComparisonException(table.file() + " has no rows");
    Side side = new Side(table.file().toString(), rows, Optional.empty());
    return new ReferenceSide(side, reference, Optional.of(table));
  }

  Side side() {
    return side;
  }

  Reference reference() {
    return reference;
  }

  /** The model it is of; empty for a mere table. */
  Optional<String> model() {
    return table.isPresent() ? Optional.empty() : Optional.of(reference.model().toString());
  }

  /** Whether its rows are at hand. */
  boolean hasRows() {
    return table.isPresent();
  }

  /** All its values, read once more; empty where its rows are not at hand, or too many. */
  Optional<ExactRows> exact() {
    ExactLimit limit = new ExactLimit(reference.layout().columns().size());
    if (table.isEmpty() || !limit.takes(reference.profile().rows())) return Optional.empty();
    Table rows = table.get();
    ExactRows values = new ExactRows(rows.names(), reference.layout(), limit);
    rows.rows().forEach(TableReference.cells(values));
    return Optional.of(values);
  }
}
