package dev.leeway.eventlog;

import dev.leeway.event.ModelRef;
import dev.leeway.wire.TypedColumn;
import java.util.List;

/**
 * The columns of models, as far as they are known. What is known is written in the typed form,
 * which costs the readers a fraction; the rest in the map form. Safe for many threads, and never
 * waits: asked about once a second for each model.
 */
@FunctionalInterface
public interface KnownColumns {

  /** Knows none. */
  KnownColumns NONE = model -> List.of();

  /** The model's columns, in the order in which its events probably have them; empty if unknown. */
  List<TypedColumn> of(ModelRef model);
}
