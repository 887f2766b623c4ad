package dev.leeway.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.fixture.FacetRows;
import dev.leeway.fixture.SampleRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Byte forms: round trips, and files of former versions that must be readable for ever. */
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
    assertThat(LayoutCodec.decode(GoldenRows.file("layout-v1.bin"))).isEqualTo(SampleRows.LAYOUT);
  }

  @Test
  void goldenProfile_isRead() {
    Profile profile = ProfileCodec.decode(GoldenRows.file("profile-v1.bin"));

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
    Profile now = GoldenRows.profile(SampleRows.LAYOUT);
    // The rows of version 1 had neither ids nor the columns that came with version 2.
    long unexpected = 100;

    assertThat(ProfileCodec.decisionBytes(ProfileCodec.decode(GoldenRows.file("profile-v1.bin"))))
        .isEqualTo(ProfileCodec.decisionBytes(new Profile(now.rows(), unexpected, now.columns())));
  }

  @Test
  void goldenLayoutOfVersion2_isRead() {
    byte[] file = GoldenRows.file("layout-v2.bin");

    Layout layout = LayoutCodec.decode(file);

    assertThat(layout.columns()).isEqualTo(GoldenRows.layout().columns());
    assertThat(layout.joint().orElseThrow().columns()).containsExactly(0, 1);
    assertThat(LayoutCodec.encode(layout)).isEqualTo(file);
  }

  @Test
  void goldenProfileOfVersion2_isRead() {
    Layout layout = LayoutCodec.decode(GoldenRows.file("layout-v2.bin"));

    Profile profile = ProfileCodec.decode(GoldenRows.file("profile-v2.bin"));

    assertThat(ProfileCodec.decisionBytes(profile))
        .isEqualTo(ProfileCodec.decisionBytes(GoldenRows.profile(layout)));
    assertThat(profile.ids().rows()).isEqualTo(600);
    // HLL with 2^12 registers: relative standard error 1.6 %, four of them here.
    assertThat(profile.ids().distinct().orElseThrow()).isBetween(500 * 0.936, 500 * 1.064);
    assertThat(profile.joint().orElseThrow().rows()).isEqualTo(600);
    NumericProfile length = (NumericProfile) profile.columns().get(5);
    assertThat(length.finite()).isEqualTo(150);
    assertThat(length.wrongType()).isEqualTo(10);
    assertThat(length.min()).isEqualTo(18);
    assertThat(length.max()).isEqualTo(20);
    assertThat(length.quantiles().count()).isEqualTo(150);
    NumericProfile hour = (NumericProfile) profile.columns().get(14);
    assertThat(hour.moments().mean()).isEqualTo(11.5);
    NumericProfile norm = (NumericProfile) profile.columns().get(16);
    assertThat(norm.wrongType()).isEqualTo(10);
    assertThat(norm.vectors().rows()).isEqualTo(90);
    assertThat(norm.vectors().dimension()).isEqualTo(3);
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
}
