package dev.leeway.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.fixture.FacetRows;
import dev.leeway.fixture.Row;
import dev.leeway.fixture.SampleRows;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Byte forms: round trips, and files of version 1 that must be readable for ever. */
class CodecTest {

  @RepeatedTest(20)
  void profile_comesBack(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    Profile profile = FacetRows.profile(FacetRows.random(random, random.nextInt(0, 800)));

    Profile decoded = ProfileCodec.decode(ProfileCodec.encode(profile));

    assertThat(ProfileCodec.decisionBytes(decoded)).isEqualTo(ProfileCodec.decisionBytes(profile));
    for (int place = 0; place < profile.columns().size(); place++) {
      ColumnProfile back = decoded.columns().get(place);
      if (profile.columns().get(place) instanceof NumericProfile numeric) {
        assertThat(((NumericProfile) back).moments()).isEqualTo(numeric.moments());
        assertThat(((NumericProfile) back).quantiles().toBytes())
            .isEqualTo(numeric.quantiles().toBytes());
      } else if (profile.columns().get(place) instanceof CategoricalProfile categorical) {
        assertThat(((CategoricalProfile) back).distinct()).isEqualTo(categorical.distinct());
        assertThat(((CategoricalProfile) back).newNames().top(200))
            .containsExactlyInAnyOrderElementsOf(categorical.newNames().top(200));
      }
    }
  }

  @Test
  void layout_comesBack() {
    for (Layout layout : List.of(FacetRows.LAYOUT, Layout.EMPTY, manyColumns())) {
      assertThat(LayoutCodec.decode(LayoutCodec.encode(layout))).isEqualTo(layout);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 128, 16_383, 16_384, Integer.MAX_VALUE, Long.MAX_VALUE})
  void count_comesBack(long count) {
    byte[] bytes = new PayloadWriter().count(count).toBytes();
    PayloadReader reader = new PayloadReader(bytes);

    assertThat(reader.count()).isEqualTo(count);
    reader.end();
  }

  @Test
  void count_thatIsNegative_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new PayloadWriter().count(-1));
  }

  @Test
  void goldenLayout_isRead() {
    assertThat(LayoutCodec.decode(golden("layout-v1.bin"))).isEqualTo(SampleRows.LAYOUT);
  }

  @Test
  void goldenProfile_isRead() {
    Profile profile = ProfileCodec.decode(golden("profile-v1.bin"));

    assertThat(profile.rows()).isEqualTo(600);
    assertThat(profile.unexpected()).isEqualTo(100);
    NumericProfile amount = (NumericProfile) profile.columns().get(0);
    assertThat(amount.counts()).containsExactly(65, 32, 32, 32, 32, 107);
    assertThat(amount.special(SpecialBin.NAN)).isEqualTo(50);
    assertThat(amount.special(SpecialBin.POSITIVE_INFINITY)).isEqualTo(40);
    assertThat(amount.special(SpecialBin.NEGATIVE_INFINITY)).isEqualTo(30);
    assertThat(amount.wrongType()).isEqualTo(20);
    assertThat(profile.missing(0)).isEqualTo(160);
    assertThat(amount.min()).isEqualTo(-2);
    assertThat(amount.max()).isEqualTo(2.671875);
    assertThat(amount.quantiles().count()).isEqualTo(300);
    CategoricalProfile country = (CategoricalProfile) profile.columns().get(1);
    assertThat(country.counts()).containsExactly(200, 100, 0, 0, 50);
    assertThat(country.special(SpecialBin.NEW_CATEGORY)).isEqualTo(75);
    assertThat(country.newNames().top(1).get(0).value()).isEqualTo("NEW");
    assertThat(profile.columns().get(2).counts()).containsExactly(150, 450);
    assertThat(profile.columns().get(3).counts()).containsExactly(0, 300, 0, 300);
    assertThat(profile.missing(4)).isEqualTo(600);
  }

  @Test
  void goldenProfile_decidesLikeOneOfTheSameRowsNow() {
    ProfileBuilder builder = new ProfileBuilder(new ProfileBuilder.Counting(SampleRows.LAYOUT));
    goldenRows().forEach(row -> builder.add(row.event()));
    Profile now = builder.build();

    assertThat(ProfileCodec.decisionBytes(ProfileCodec.decode(golden("profile-v1.bin"))))
        .isEqualTo(
            ProfileCodec.decisionBytes(new Profile(now.rows(), now.unexpected(), now.columns())));
  }

  /** The rows of profile-v1.bin. */
  private static List<Row> goldenRows() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      Row row = new Row();
      if (i < 300) row.with("amount", -2 + i / 64.0);
      else if (i < 350) row.with("amount", Double.NaN);
      else if (i < 390) row.with("amount", Double.POSITIVE_INFINITY);
      else if (i < 420) row.with("amount", Double.NEGATIVE_INFINITY);
      else if (i < 440) row.with("amount", "n/a");
      if (i < 200) row.with("country", "DE");
      else if (i < 300) row.with("country", "é");
      else if (i < 350) row.with("country", 7.0);
      else if (i < 425) row.with("country", i % 3 == 0 ? "NEW" : "new-" + i);
      row.with("member", i % 4 != 0);
      row.with("vector", new Row.Vector(i % 2 == 0 ? 0.5 : 40, 3));
      if (i < 100) row.with("unexpected", 1.0);
      rows.add(row);
    }
    return rows;
  }

  private static Layout manyColumns() {
    List<ColumnLayout> columns = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      double[] edges = {i, i + 1e-300, Math.nextUp(i + 1.0), 1e300};
      columns.add(
          new ColumnLayout.Numeric(
              "c" + i, ColumnKind.NUMERIC, new Edges(distinct(edges)), cuts(i)));
    }
    return new Layout(columns);
  }

  private static Cuts cuts(int column) {
    return new Cuts(
        Map.of(Cut.DECILES, new int[] {1}, Cut.DOANE, new int[column % 3 == 0 ? 0 : 1]));
  }

  private static double[] distinct(double[] ascending) {
    return java.util.Arrays.stream(ascending).distinct().toArray();
  }

  private static byte[] golden(String name) {
    try (InputStream in = CodecTest.class.getResourceAsStream("/golden/" + name)) {
      if (in == null) throw new AssertionError("no golden file " + name);
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
