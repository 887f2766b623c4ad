package dev.leeway.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.event.ModelRef;
import dev.leeway.fixture.Models;
import dev.leeway.fixture.Row;
import dev.leeway.fixture.SampleRows;
import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Edges;
import dev.leeway.profile.Layout;
import dev.leeway.profile.LayoutCodec;
import dev.leeway.profile.ProfileBuilder;
import dev.leeway.profile.ProfileCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReferenceTest {

  private static final ModelRef MODEL = new ModelRef("delay", "1");
  private static final List<Row> ROWS = SampleRows.random(new SplittableRandom(3), 100);
  private static final Reference REFERENCE = Models.reference(MODEL, ROWS);

  @Test
  void id_staysWhateverWhenAndWhereItWasMade() {
    Reference later =
        new Reference(
            MODEL,
            Instant.ofEpochSecond(5),
            Instant.ofEpochSecond(9),
            new TreeMap<>(Map.of("file", "january.csv")),
            LayoutCodec.decode(LayoutCodec.encode(REFERENCE.layout())),
            ProfileCodec.decode(ProfileCodec.encode(REFERENCE.profile())));
    List<Row> backwards = new ArrayList<>(ROWS);
    Collections.reverse(backwards);

    assertThat(REFERENCE.id()).matches("[0-9a-f]{16}");
    assertThat(later.id()).isEqualTo(REFERENCE.id());
    assertThat(Models.reference(MODEL, backwards).id()).isEqualTo(REFERENCE.id());
    assertThat(REFERENCE.effectiveFrom(Instant.ofEpochSecond(7)).id()).isEqualTo(REFERENCE.id());
  }

  @Test
  void id_changesWithModelLayoutAndCounts() {
    Layout renamed =
        new Layout(
            REFERENCE.layout().columns().stream()
                .map(
                    column ->
                        column instanceof ColumnLayout.Numeric numeric
                            ? new ColumnLayout.Numeric(
                                numeric.name() + "2", numeric.kind(), numeric.edges())
                            : column)
                .toList());

    assertThat(Models.reference(new ModelRef("delay", "2"), ROWS).id())
        .isNotEqualTo(REFERENCE.id());
    assertThat(Models.reference(MODEL, ROWS.subList(0, 99)).id()).isNotEqualTo(REFERENCE.id());
    assertThat(
            new Reference(
                    MODEL,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    new TreeMap<>(),
                    renamed,
                    REFERENCE.profile())
                .id())
        .isNotEqualTo(REFERENCE.id());
  }

  @Test
  void new_withProfileOfAnotherLayout_isRefused() {
    ColumnLayout words = new ColumnLayout.Categorical("x", ColumnKind.CATEGORICAL, List.of("a"));
    ColumnLayout oneBin = new ColumnLayout.Numeric("x", ColumnKind.NUMERIC, edges());
    ColumnLayout twoBins = new ColumnLayout.Numeric("x", ColumnKind.NUMERIC, edges(1));

    assertThat(reference(oneBin, oneBin).layout().columns()).hasSize(1);
    // Bins alike, kinds not: a window of such a model could not be compared.
    assertThatIllegalArgumentException().isThrownBy(() -> reference(oneBin, words));
    assertThatIllegalArgumentException().isThrownBy(() -> reference(words, oneBin));
    assertThatIllegalArgumentException().isThrownBy(() -> reference(oneBin, twoBins));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Reference(
                    MODEL,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    new TreeMap<>(),
                    Layout.EMPTY,
                    REFERENCE.profile()));
  }

  @Test
  void book_givesTheLatestThatHolds() {
    Reference second = REFERENCE.effectiveFrom(Instant.ofEpochSecond(100));
    ReferenceBook book = ReferenceBook.EMPTY.with(second).with(REFERENCE);

    assertThat(book.at(MODEL, Instant.EPOCH.minusMillis(1))).isEmpty();
    assertThat(book.at(MODEL, Instant.EPOCH)).contains(REFERENCE);
    assertThat(book.at(MODEL, Instant.ofEpochMilli(99_999))).contains(REFERENCE);
    assertThat(book.at(MODEL, Instant.ofEpochSecond(100))).contains(second);
    assertThat(book.at(new ModelRef("delay", "2"), Instant.EPOCH)).isEmpty();
    assertThat(book.models()).containsExactly(MODEL);
    assertThat(ReferenceBook.EMPTY.models()).isEmpty();
  }

  @Test
  void book_replacesAReferenceOfTheSameEffectiveTime_andKeepsItsPast() {
    ReferenceBook before = ReferenceBook.EMPTY.with(REFERENCE);
    Reference better = Models.reference(MODEL, ROWS.subList(0, 50));

    assertThat(before.with(better).at(MODEL, Instant.EPOCH)).contains(better);
    assertThat(before.at(MODEL, Instant.EPOCH)).contains(REFERENCE);
  }

  @Test
  void book_hasReferencesOfEqualLayoutsShareOne() {
    Layout equal = LayoutCodec.decode(LayoutCodec.encode(REFERENCE.layout()));
    ModelRef next = new ModelRef("delay", "2");
    Reference retrained =
        new Reference(
            next, Instant.EPOCH, Instant.EPOCH, new TreeMap<>(), equal, REFERENCE.profile());

    Reference found =
        ReferenceBook.EMPTY.with(REFERENCE).with(retrained).at(next, Instant.EPOCH).orElseThrow();

    assertThat(found).isEqualTo(retrained);
    assertThat(found.layout()).isSameAs(REFERENCE.layout()).isNotSameAs(equal);
  }

  private static Reference reference(ColumnLayout layout, ColumnLayout counted) {
    ProfileBuilder profile =
        new ProfileBuilder(new ProfileBuilder.Counting(new Layout(List.of(counted))));
    return new Reference(
        MODEL,
        Instant.EPOCH,
        Instant.EPOCH,
        new TreeMap<>(),
        new Layout(List.of(layout)),
        profile.build());
  }

  private static Edges edges(double... edges) {
    return new Edges(edges);
  }
}
