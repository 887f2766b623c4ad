package dev.leeway.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.fixture.FacetRows;
import dev.leeway.fixture.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What must hold of {@link Profile#merge} for partial profiles to come in any order. */
class ProfileLawsTest {

  private static final Profile NOTHING = FacetRows.profile(List.of());

  @RepeatedTest(30)
  void merge_isCommutativeAndAssociative_andHasAnIdentity(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    Profile a = FacetRows.profile(FacetRows.random(random, random.nextInt(0, 40)));
    Profile b = FacetRows.profile(FacetRows.random(random, random.nextInt(0, 40)));
    Profile c = FacetRows.profile(FacetRows.random(random, random.nextInt(0, 40)));

    assertSame(a.merge(b), b.merge(a));
    assertSame(a.merge(b).merge(c), a.merge(b.merge(c)));
    assertSame(a.merge(NOTHING), a);
    assertSame(NOTHING.merge(a), a);
  }

  @RepeatedTest(30)
  void merge_ofAnySplitInAnyTree_givesTheWholesDecisionBytes(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    List<Row> rows = FacetRows.random(random, 200);
    byte[] whole = ProfileCodec.decisionBytes(FacetRows.profile(rows));

    List<Row> shuffled = shuffled(rows, random);
    List<Profile> parts = new ArrayList<>();
    for (int from = 0; from < shuffled.size(); ) {
      int to = Math.min(shuffled.size(), from + random.nextInt(0, 60));
      Profile part = FacetRows.profile(shuffled.subList(from, to));
      boolean stored = random.nextBoolean();
      parts.add(stored ? ProfileCodec.decode(ProfileCodec.encode(part)) : part);
      from = to;
    }
    while (parts.size() > 1) {
      Profile one = parts.remove(random.nextInt(parts.size()));
      Profile other = parts.remove(random.nextInt(parts.size()));
      parts.add(one.merge(other));
    }

    assertThat(ProfileCodec.decisionBytes(parts.get(0))).isEqualTo(whole);
    assertDescribesAlike(parts.get(0), FacetRows.profile(rows));
  }

  @RepeatedTest(10)
  void merge_changesNeitherSide(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    Profile a = FacetRows.profile(FacetRows.random(random, 300));
    Profile b = FacetRows.profile(FacetRows.random(random, 300));
    byte[] bytesOfA = ProfileCodec.encode(a);
    byte[] bytesOfB = ProfileCodec.encode(b);

    a.merge(b).merge(a);

    assertThat(ProfileCodec.encode(a)).isEqualTo(bytesOfA);
    assertThat(ProfileCodec.encode(b)).isEqualTo(bytesOfB);
  }

  @Test
  void decisionBytes_doNotDependOnTheSignOfZero() {
    Profile oneWay =
        FacetRows.profile(List.of(new Row().with("amount", 0.0), new Row().with("amount", -0.0)));
    Profile otherWay =
        FacetRows.profile(List.of(new Row().with("amount", -0.0), new Row().with("amount", 0.0)));

    assertThat(ProfileCodec.decisionBytes(oneWay)).isEqualTo(ProfileCodec.decisionBytes(otherWay));
  }

  @Test
  void merge_ofOtherLayout_isRefused() {
    Profile empty = new Profile(1, 0, List.of());
    Profile small = numeric(new Edges(new double[] {1}));
    Profile large = numeric(new Edges(new double[] {1, 2}));

    assertThatIllegalArgumentException().isThrownBy(() -> NOTHING.merge(empty));
    assertThatIllegalArgumentException().isThrownBy(() -> empty.merge(NOTHING));
    assertThatIllegalArgumentException().isThrownBy(() -> small.merge(large));
    Profile categorical =
        counted(new ColumnLayout.Categorical("c", ColumnKind.CATEGORICAL, List.of("a", "b")));
    assertThatIllegalArgumentException().isThrownBy(() -> small.merge(categorical));
    assertThatIllegalArgumentException().isThrownBy(() -> categorical.merge(small));
  }

  @Test
  void new_withMoreValuesThanRows_isRefused() {
    Profile one = FacetRows.profile(List.of(new Row().with("amount", 0.5)));

    assertThatIllegalArgumentException().isThrownBy(() -> new Profile(0, 0, one.columns()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Profile(-1, 0, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Profile(1, -1, one.columns()));
  }

  private static Profile numeric(Edges edges) {
    return counted(new ColumnLayout.Numeric("n", ColumnKind.NUMERIC, edges));
  }

  private static Profile counted(ColumnLayout layout) {
    return new ProfileBuilder(new ProfileBuilder.Counting(new Layout(List.of(layout)))).build();
  }

  private static void assertSame(Profile one, Profile other) {
    assertThat(ProfileCodec.decisionBytes(one)).isEqualTo(ProfileCodec.decisionBytes(other));
    assertDescribesAlike(one, other);
  }

  private static void assertDescribesAlike(Profile one, Profile other) {
    for (int place = 0; place < one.columns().size(); place++) {
      if (one.columns().get(place) instanceof NumericProfile a
          && other.columns().get(place) instanceof NumericProfile b) {
        assertThat(a.moments().count()).isEqualTo(b.moments().count());
        double scale = Math.max(1, Math.abs(b.max()) + Math.abs(b.min()));
        if (!Double.isNaN(scale)) {
          assertThat(a.moments().mean()).isCloseTo(b.moments().mean(), within(1e-12 * scale));
          assertThat(a.moments().standardDeviation())
              .isCloseTo(b.moments().standardDeviation(), within(1e-9 * scale));
        }
        assertThat(a.quantiles().count()).isEqualTo(b.quantiles().count());
      } else if (one.columns().get(place) instanceof CategoricalProfile a
          && other.columns().get(place) instanceof CategoricalProfile b) {
        // Few enough new names that nothing was dropped: both sketches are exact.
        assertThat(a.newNames().top(200))
            .containsExactlyInAnyOrderElementsOf(b.newNames().top(200));
        assertThat(a.distinct()).isCloseTo(b.distinct(), within(1e-6));
      }
    }
  }

  private static List<Row> shuffled(List<Row> rows, SplittableRandom random) {
    List<Row> shuffled = new ArrayList<>(rows);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      Row swapped = shuffled.set(i, shuffled.get(j));
      shuffled.set(j, swapped);
    }
    return shuffled;
  }
}
