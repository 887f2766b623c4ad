package dev.leeway.app.process;

import dev.leeway.directory.ReferenceTail;
import dev.leeway.event.ModelRef;
import dev.leeway.eventlog.Batching;
import dev.leeway.eventlog.KnownColumns;
import dev.leeway.eventlog.WireForms;
import dev.leeway.wire.TypedColumn;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The columns of a model: those of its reference, and those whose kind its monitor gives. */
record WatchedColumns(ReferenceTail references, InstantSource clock) implements KnownColumns {

  /** The gateway's forms: typed, and a record for each event. */
  static WireForms forms(ReferenceTail references, InstantSource clock) {
    return new WireForms(new WatchedColumns(references, clock), Batching.NONE);
  }

  @Override
  public List<TypedColumn> of(ModelRef model) {
    List<TypedColumn> columns = new ArrayList<>();
    references
        .knownReference(model, clock.instant())
        .ifPresent(reference -> columns.addAll(TypedColumn.of(reference.layout())));
    references.known(model.name()).ifPresent(monitor -> columns.addAll(TypedColumn.of(monitor)));
    return columns;
  }
}
