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

/** Rows can be taken out of a profile again, as a rolling reference needs it. */
class ProfileSubtractTest {

  private static final Profile NOTHING = FacetRows.profile(List.of());

  @RepeatedTest(30)
  void subtract_undoesMerge_toTheByte(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    Profile a = sample(random);
    Profile b = sample(random);

    assertSame(a.merge(b).subtract(b), a);
    assertSame(a.merge(b).subtract(a), b);
    assertSame(a.subtract(NOTHING), a);
    assertSame(a.subtract(a), NOTHING);
  }

  @RepeatedTest(20)
  void rolling_isAsCountedFromScratch(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    List<List<Row>> days = new ArrayList<>();
    for (int day = 0; day < 12; day++) {
      days.add(FacetRows.random(random, random.nextInt(0, 60)));
    }
    Profile rolling = NOTHING;
    for (int day = 0; day < days.size(); day++) {
      rolling = rolling.merge(FacetRows.profile(days.get(day)));
      if (day >= 4) rolling = rolling.subtract(FacetRows.profile(days.get(day - 4)));
      if (random.nextBoolean()) rolling = ProfileCodec.decode(ProfileCodec.encode(rolling));
      List<Row> held = new ArrayList<>();
      days.subList(Math.max(0, day - 3), day + 1).forEach(held::addAll);

      assertSame(rolling, FacetRows.profile(held));
    }
  }

  @RepeatedTest(10)
  void moments_ofTheRest_areNearTheTrueOnes_andExtremesAreBounds(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    List<Row> first = amounts(random, 5, 2_000);
    List<Row> second = amounts(random, -3, 500);
    List<Row> all = new ArrayList<>(first);
    all.addAll(second);

    NumericProfile rest = amount(FacetRows.profile(all).subtract(FacetRows.profile(second)));
    NumericProfile truth = amount(FacetRows.profile(first));

    assertThat(rest.moments().count()).isEqualTo(2_000);
    assertThat(rest.moments().mean()).isCloseTo(truth.moments().mean(), within(1e-12));
    assertThat(rest.moments().m2()).isCloseTo(truth.moments().m2(), within(1e-8));
    assertThat(rest.moments().m3()).isCloseTo(truth.moments().m3(), within(1e-6));
    assertThat(rest.moments().m4()).isCloseTo(truth.moments().m4(), within(1e-5));
    assertThat(rest.min()).isLessThanOrEqualTo(truth.min());
    assertThat(rest.max()).isGreaterThanOrEqualTo(truth.max());
  }

  @Test
  void sketches_areEmptyAfterwards_unlessNothingOfTheirsWasTaken() {
    Profile whole =
        FacetRows.profile(List.of(new Row().with("amount", 1.0), new Row().with("country", "NEW")));
    Profile number = FacetRows.profile(List.of(new Row().with("amount", 1.0)));
    Profile country = FacetRows.profile(List.of(new Row().with("country", "NEW")));

    Profile withoutNumber = whole.subtract(number);
    Profile withoutCountry = whole.subtract(country);

    assertThat(amount(withoutNumber).quantiles().count()).isZero();
    assertThat(amount(withoutNumber).min()).isNaN();
    assertThat(country(withoutNumber).newNames().top(5)).hasSize(1);
    assertThat(amount(withoutCountry).quantiles().count()).isOne();
    assertThat(country(withoutCountry).newNames().isEmpty()).isTrue();
    assertThat(withoutCountry.ids().distinct()).isEmpty();
    assertThat(withoutCountry.ids().rows()).isOne();
    assertThat(whole.subtract(NOTHING).ids().distinct()).isPresent();
  }

  @Test
  void subtract_ofWhatIsNoPart_isRefused() {
    Profile one = FacetRows.profile(List.of(new Row().with("amount", 0.2)));
    Profile other = FacetRows.profile(List.of(new Row().with("amount", 0.9)));
    Profile two = one.merge(one);

    assertThatIllegalArgumentException().isThrownBy(() -> one.subtract(other));
    assertThatIllegalArgumentException().isThrownBy(() -> one.subtract(two));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> one.subtract(new Profile(0, 0, List.of())));
  }

  @Test
  void ids_tellRowsThatCameTwice() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      rows.add(new Row().id("p-" + i % 8_000));
    }
    rows.add(new Row().id(""));
    Profile once = FacetRows.profile(rows.subList(0, 5_000));
    Profile all = once.merge(FacetRows.profile(rows.subList(5_000, rows.size())));
    Profile read = ProfileCodec.decode(ProfileCodec.encode(all));

    assertThat(all.ids().rows()).isEqualTo(10_000);
    // HLL with 2^12 registers: relative standard error 1.6 %, four of them here.
    assertThat(all.ids().distinct().orElseThrow()).isBetween(8_000 * 0.936, 8_000 * 1.064);
    assertThat(all.ids().duplicatesAtLeast().orElseThrow()).isBetween(1_000.0, 2_000.0);
    assertThat(once.ids().duplicatesAtLeast().orElseThrow()).isZero();
    assertThat(read.ids().distinct()).isEqualTo(all.ids().distinct());
    assertThatIllegalArgumentException().isThrownBy(() -> new Profile(1, 0, List.of(), all.ids()));
  }

  private static Profile sample(SplittableRandom random) {
    return FacetRows.profile(FacetRows.random(random, random.nextInt(0, 80)));
  }

  private static List<Row> amounts(SplittableRandom random, double around, int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(new Row().with("amount", around + random.nextGaussian()));
    }
    return rows;
  }

  private static NumericProfile amount(Profile profile) {
    return (NumericProfile) profile.columns().get(0);
  }

  private static CategoricalProfile country(Profile profile) {
    return (CategoricalProfile) profile.columns().get(1);
  }

  private static void assertSame(Profile one, Profile other) {
    assertThat(ProfileCodec.decisionBytes(one)).isEqualTo(ProfileCodec.decisionBytes(other));
  }
}
