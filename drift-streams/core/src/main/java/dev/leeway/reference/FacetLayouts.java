package dev.leeway.reference;

import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Facet;
import dev.leeway.profile.Frozen;
import dev.leeway.profile.VectorGrid;
import java.util.ArrayList;
import java.util.List;

/** Layouts of columns that are counted in several facets, the column's own first. */
final class FacetLayouts {

  private static final Frozen NOTHING = Frozen.Nothing.NOTHING;

  private FacetLayouts() {}

  static List<ColumnLayout> text(String name, TextSample sample) {
    List<ColumnLayout> layouts = new ArrayList<>();
    layouts.add(facet(name, ColumnKind.TEXT, Facet.VALUE, sample.lengths(), NOTHING));
    layouts.add(facet(name, ColumnKind.TEXT, Facet.TOKENS, sample.tokens(), NOTHING));
    layouts.add(
        facet(
            name, ColumnKind.TEXT, Facet.UNSEEN, FacetGrids.of(Facet.UNSEEN), sample.vocabulary()));
    for (Facet share :
        List.of(Facet.LETTERS, Facet.DIGITS, Facet.PUNCTUATION, Facet.WHITESPACE, Facet.OTHER)) {
      layouts.add(facet(name, ColumnKind.TEXT, share, FacetGrids.of(share), NOTHING));
    }
    return layouts;
  }

  static List<ColumnLayout> times(String name, ReferenceGrid times) {
    return List.of(
        facet(name, ColumnKind.TIMESTAMP, Facet.VALUE, times, NOTHING),
        facet(name, ColumnKind.TIMESTAMP, Facet.HOUR, FacetGrids.of(Facet.HOUR), NOTHING),
        facet(name, ColumnKind.TIMESTAMP, Facet.WEEKDAY, FacetGrids.of(Facet.WEEKDAY), NOTHING));
  }

  /** Without a likeness where the components are not known or too many. */
  static List<ColumnLayout> vectors(String name, VectorSample sample) {
    Frozen grid = sample.grid();
    ColumnLayout norms = facet(name, ColumnKind.EMBEDDING, Facet.VALUE, sample.norms(), grid);
    if (!(grid instanceof VectorGrid)) return List.of(norms);
    ReferenceGrid likeness = FacetGrids.of(Facet.SIMILARITY);
    return List.of(norms, facet(name, ColumnKind.EMBEDDING, Facet.SIMILARITY, likeness, NOTHING));
  }

  private static ColumnLayout facet(
      String name, ColumnKind kind, Facet facet, ReferenceGrid grid, Frozen frozen) {
    return new ColumnLayout.Numeric(facet.of(name), kind, grid.edges(), grid.cuts(), facet, frozen);
  }
}
