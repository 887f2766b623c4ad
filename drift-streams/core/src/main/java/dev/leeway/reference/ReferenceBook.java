package dev.leeway.reference;

import dev.leeway.event.ModelRef;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every known reference, and which one holds at a given event time. Immutable: {@link #with} gives
 * a new book, so that readers on other threads see one state.
 */
public final class ReferenceBook {

  public static final ReferenceBook EMPTY = new ReferenceBook(Map.of());

  private final Map<ModelRef, NavigableMap<Instant, Reference>> references;

  private ReferenceBook(Map<ModelRef, NavigableMap<Instant, Reference>> references) {
    this.references = references;
  }

  /** The book with one more reference; it replaces one of the same model and effective time. */
  public ReferenceBook with(Reference reference) {
    Map<ModelRef, NavigableMap<Instant, Reference>> all = new TreeMap<>(references);
    NavigableMap<Instant, Reference> versions =
        new TreeMap<>(all.getOrDefault(reference.model(), new TreeMap<>()));
    versions.put(reference.effectiveFrom(), sharing(reference));
    all.put(reference.model(), versions);
    return new ReferenceBook(all);
  }

  /**
   * The same on the layout of another reference, where one has an equal one: what rows are counted
   * by hangs on it, and is larger than what they are counted into.
   */
  private Reference sharing(Reference reference) {
    return references.values().stream()
        .flatMap(versions -> versions.values().stream())
        .map(Reference::layout)
        .filter(reference.layout()::equals)
        .findFirst()
        .map(reference::on)
        .orElse(reference);
  }

  /** The reference that holds for a pane or window starting at the given event time. */
  public Optional<Reference> at(ModelRef model, Instant start) {
    NavigableMap<Instant, Reference> versions = references.get(model);
    if (versions == null) return Optional.empty();
    return Optional.ofNullable(versions.floorEntry(start)).map(Map.Entry::getValue);
  }

  /** The models for which there is a reference. */
  public SortedSet<ModelRef> models() {
    return new TreeSet<>(references.keySet());
  }
}
