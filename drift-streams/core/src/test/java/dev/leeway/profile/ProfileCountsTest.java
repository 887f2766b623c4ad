package dev.leeway.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.fixture.FacetRows;
import dev.leeway.fixture.NaiveCount;
import dev.leeway.fixture.Row;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What a profile counts, against a naive count and one rule at a time. */
class ProfileCountsTest {

  private static final int AMOUNT = 0;
  private static final int COUNTRY = 1;
  private static final int MEMBER = 2;
  private static final int VECTOR = 3;

  @RepeatedTest(50)
  void counts_equalNaiveRecomputation(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    List<Row> rows = FacetRows.random(random, random.nextInt(0, 300));

    Profile profile = FacetRows.profile(rows);

    List<ColumnLayout> columns = FacetRows.LAYOUT.columns();
    assertThat(profile.rows()).isEqualTo(rows.size());
    assertThat(profile.unexpected()).isEqualTo(NaiveCount.unexpected(columns, rows));
    for (int place = 0; place < columns.size(); place++) {
      assertColumn(new NaiveCount(columns.get(place), rows), profile, place);
    }
  }

  private static void assertColumn(NaiveCount naive, Profile profile, int place) {
    ColumnProfile column = profile.columns().get(place);
    assertThat(column.counts()).isEqualTo(naive.bins);
    assertThat(column.present()).isEqualTo(naive.present());
    assertThat(profile.missing(place)).isEqualTo(naive.special(SpecialBin.MISSING, 0));
    for (SpecialBin bin : SpecialBin.values()) {
      if (bin == SpecialBin.MISSING) continue;
      assertThat(column.special(bin)).as("%s of %s", bin, place).isEqualTo(naive.special(bin, 0));
    }
    if (column instanceof NumericProfile numeric) {
      double min = naive.finite.stream().min(SampleOrder::compare).orElse(Double.NaN);
      double max = naive.finite.stream().max(SampleOrder::compare).orElse(Double.NaN);
      assertThat(isNear(numeric.min(), min)).as("min %s, %s", numeric.min(), min).isTrue();
      assertThat(isNear(numeric.max(), max)).as("max %s, %s", numeric.max(), max).isTrue();
      assertThat(numeric.moments().count()).isEqualTo(naive.finite.size());
      assertThat(numeric.quantiles().count()).isEqualTo(naive.finite.size());
    } else {
      CategoricalProfile categorical = (CategoricalProfile) column;
      assertThat(categorical.newNames().top(100))
          .extracting(item -> item.value())
          .containsExactlyInAnyOrderElementsOf(naive.newCategories);
    }
  }

  /** A cosine may round otherwise. */
  private static boolean isNear(double one, double other) {
    return one == other
        || Math.abs(one - other) < 1e-15
        || Double.isNaN(one) && Double.isNaN(other);
  }

  /** Numbers as they compare, so that both zeros are one. */
  private static final class SampleOrder {
    static int compare(double a, double b) {
      return a < b ? -1 : a > b ? 1 : 0;
    }
  }

  @Test
  void columnTwiceInARow_countsOnceByTheFirstThatIsNotNull() {
    Profile profile =
        profile(
            new Row()
                .with("amount", null)
                .with("amount", 0.2)
                .with("amount", 0.9)
                .with("amount", "text")
                .with("amount", null));

    assertThat(profile.columns().get(AMOUNT).counts()).containsExactly(0, 0, 0, 1, 0, 0);
    assertThat(profile.columns().get(AMOUNT).present()).isOne();
    assertThat(profile.missing(AMOUNT)).isZero();
  }

  @Test
  void columnAfterClear_countsAgain() {
    ProfileBuilder builder = new ProfileBuilder(new ProfileBuilder.Counting(FacetRows.LAYOUT));
    Row row = new Row().with("amount", 0.2).with("country", "NEW").with("other", 1.0);
    builder.add(row.event());
    Profile first = builder.build();
    builder.clear();
    assertThat(builder.rows()).isZero();

    builder.add(row.event());
    Profile second = builder.build();

    assertThat(ProfileCodec.encode(second)).isEqualTo(ProfileCodec.encode(first));
    assertThat(first.rows()).isOne();
    assertThat(first.columns().get(COUNTRY).special(SpecialBin.NEW_CATEGORY)).isOne();
  }

  @Test
  void build_givesAProfileThatClearDoesNotReach() {
    ProfileBuilder builder = new ProfileBuilder(new ProfileBuilder.Counting(FacetRows.LAYOUT));
    builder.add(new Row().with("amount", 0.2).with("country", "NEW").event());
    Profile built = builder.build();
    byte[] before = ProfileCodec.encode(built);

    builder.clear();
    builder.add(new Row().with("amount", 9.0).with("country", "OTHER").event());

    assertThat(ProfileCodec.encode(built)).isEqualTo(before);
  }

  @Test
  void unexpectedColumn_isCountedPerCell_andIsNoRowOfAnyColumn() {
    Profile profile = profile(new Row().with("x", null).with("y", 1.0).with("x", "a"));

    assertThat(profile.unexpected()).isEqualTo(3);
    assertThat(profile.missing(AMOUNT)).isOne();
  }

  @Test
  void onEmptyLayout_onlyRowsAreCounted() {
    ProfileBuilder builder = new ProfileBuilder(new ProfileBuilder.Counting(Layout.EMPTY));
    builder.add(new Row().with("amount", 0.2).event());

    Profile profile = builder.build();

    assertThat(profile.rows()).isOne();
    assertThat(profile.unexpected()).isOne();
    assertThat(profile.columns()).isEmpty();
  }

  @Test
  void category_mayBeANumberOrAFlag() {
    Profile profile =
        profile(
            new Row().with("country", 7.0),
            new Row().with("country", true),
            new Row().with("country", new Row.Vector(1, 2)));

    assertThat(profile.columns().get(COUNTRY).counts()).containsExactly(0, 0, 0, 1, 1);
    assertThat(profile.columns().get(COUNTRY).wrongType()).isOne();
  }

  @Test
  void boolean_takesNeitherTextNorNumber() {
    Profile profile =
        profile(
            new Row().with("member", "true"),
            new Row().with("member", 1.0),
            new Row().with("member", true));

    assertThat(profile.columns().get(MEMBER).counts()).containsExactly(0, 1);
    assertThat(profile.columns().get(MEMBER).wrongType()).isEqualTo(2);
  }

  @Test
  void embedding_isCountedByItsNorm_andANumberIsWrong() {
    Profile profile =
        profile(
            new Row().with("vector", new Row.Vector(1.5, 3)),
            new Row().with("vector", new Row.Vector(Double.NaN, 3)),
            new Row().with("vector", 1.5),
            new Row().with("amount", new Row.Vector(0.2, 1)));

    assertThat(profile.columns().get(VECTOR).counts()).containsExactly(0, 0, 1, 0);
    assertThat(profile.columns().get(VECTOR).special(SpecialBin.NAN)).isOne();
    assertThat(profile.columns().get(VECTOR).wrongType()).isOne();
    assertThat(profile.columns().get(AMOUNT).wrongType()).isOne();
  }

  @Test
  void extremeNumbers_areCounted_andDecideAlikeInAnyOrder() {
    double[] extremes = {
      Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, -Double.MIN_VALUE, 0.0, -0.0, 1e200
    };
    Row[] rows = new Row[extremes.length];
    Row[] backwards = new Row[extremes.length];
    for (int i = 0; i < extremes.length; i++) {
      rows[i] = new Row().with("amount", extremes[i]);
      backwards[extremes.length - 1 - i] = rows[i];
    }

    NumericProfile amount = (NumericProfile) profile(rows).columns().get(AMOUNT);

    assertThat(amount.counts()).containsExactly(1, 0, 3, 1, 0, 2);
    assertThat(amount.min()).isEqualTo(-Double.MAX_VALUE);
    assertThat(amount.max()).isEqualTo(Double.MAX_VALUE);
    assertThat(ProfileCodec.decisionBytes(profile(backwards)))
        .isEqualTo(ProfileCodec.decisionBytes(profile(rows)));
    Profile twice = profile(rows).merge(profile(backwards));
    assertThat(ProfileCodec.decode(ProfileCodec.encode(twice)).rows()).isEqualTo(14);
  }

  @Test
  void mismatched_countsRowsWhoseWholeValueDoesNotMatch() {
    Map<String, Pattern> patterns =
        Map.of("country", Pattern.compile("[A-Z]+"), "amount", Pattern.compile("x"));
    ProfileBuilder builder =
        new ProfileBuilder(new ProfileBuilder.Counting(FacetRows.LAYOUT, patterns));
    for (int i = 0; i < 3; i++) {
      // Known and new ones that match; a known, two new ones and a number that do not.
      for (Object value : new Object[] {"DE", "NEW", "é", "New", "XYZ7", 7.0}) {
        builder.add(new Row().with("country", value).with("amount", 0.2).event());
      }
      builder.add(new Row().with("country", null).event());
    }
    Profile profile = builder.build();
    builder.clear();
    builder.add(new Row().with("country", "new").event());

    Profile both = profile.merge(builder.build());

    assertThat(mismatched(profile)).isEqualTo(12);
    assertThat(mismatched(both)).isEqualTo(13);
    assertThat(mismatched(ProfileCodec.decode(ProfileCodec.encode(both)))).isEqualTo(13);
    assertThat(mismatched(profile(new Row().with("country", "New")))).isZero();
  }

  private static long mismatched(Profile profile) {
    return ((CategoricalProfile) profile.columns().get(COUNTRY)).mismatched();
  }

  @Test
  void distinct_countsSeenCategoriesAndEstimatesNewOnes() {
    Row[] rows = new Row[2_000];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new Row().with("country", i % 2 == 0 ? "DE" : "new-" + i);
    }

    CategoricalProfile country = (CategoricalProfile) profile(rows).columns().get(COUNTRY);

    // HLL with 2^12 registers: relative standard error 1.6 %, four of them here.
    assertThat(country.distinct()).isBetween(1 + 1_000 * 0.936, 1 + 1_000 * 1.064);
  }

  private static Profile profile(Row... rows) {
    return FacetRows.profile(List.of(rows));
  }
}
