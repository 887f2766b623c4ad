package dev.leeway.ingestion;

import dev.leeway.event.Names;
import dev.leeway.eventlog.EventIds;
import dev.leeway.monitor.Monitor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads what predictions and labels have in common: ids, names, the model. */
final class HeadReader {

  /** A longer list helps nobody, and a client should not learn hundreds of names. */
  private static final int NAMED = 20;

  private final ModelCatalog catalog;

  HeadReader(ModelCatalog catalog) {
    this.catalog = catalog;
  }

  /** The monitor of the model at hand. */
  Optional<Monitor> readModel(JsonInput in) throws IOException {
    Optional<String> name = in.string();
    if (name.isEmpty()) return Optional.empty();
    Optional<Monitor> monitor = catalog.monitor(name.get());
    if (monitor.isEmpty()) in.flaw(ProblemCode.UNKNOWN_MODEL, unknown());
    return monitor;
  }

  static Optional<String> readId(JsonInput in) throws IOException {
    Optional<String> text = in.string();
    if (text.isEmpty() || EventIds.isId(text.get())) return text;
    in.flaw(
        ProblemCode.BAD_ID, "must be 1 to " + EventIds.MAX_LENGTH + " printable ASCII characters");
    return Optional.empty();
  }

  static Optional<String> readName(JsonInput in) throws IOException {
    Optional<String> text = in.string();
    if (text.isEmpty()) return text;
    int length = in.limits().nameLength();
    if (Names.isName(text.get()) && text.get().length() <= length) return text;
    in.flaw(ProblemCode.BAD_NAME, "must be " + ColumnReader.nameRule(length));
    return Optional.empty();
  }

  private String unknown() {
    List<String> models = catalog.models();
    if (models.isEmpty()) return "no model is watched yet";
    if (models.size() > NAMED) return "not a watched model";
    return "not a watched model; there are " + String.join(", ", models);
  }
}
