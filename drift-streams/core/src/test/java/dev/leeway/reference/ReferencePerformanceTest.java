package dev.leeway.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.event.ModelRef;
import dev.leeway.fixture.CarLoan;
import dev.leeway.fixture.Models;
import dev.leeway.fixture.SampleRows;
import dev.leeway.performance.MulticlassLayout;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.RegressionLayout;
import dev.leeway.performance.ScoreGrid;
import dev.leeway.sketch.CorruptStateException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReferencePerformanceTest {

  private static final ReferencePerformance LOANS =
      ReferencePerformance.of(CarLoan.LAYOUT, CarLoan.referenceChunks());

  /**
   * Thresholds that NannyML printed for chunks of 5,000 rows of its car loans, three population
   * standard deviations from the mean: lower, upper.
   */
  @Test
  void of_givesTheBandsThatPublishedThresholdsCameFrom() {
    assertBand(PerformanceMeasure.F1, 0.93466, 0.95085, 1, 6e-6);
    assertBand(PerformanceMeasure.FALSE_NEGATIVES, 0.029188, 0.041692, 5000, 6e-7);
    Band accuracy = band(PerformanceMeasure.ACCURACY);
    assertThat(accuracy.lower(3)).isCloseTo(0.935859, within(6e-7));
    Band alarms = band(PerformanceMeasure.FALSE_POSITIVES);
    assertThat(alarms.lower(3) / 5000).isCloseTo(0.016022, within(6e-7));
  }

  @Test
  void of_leavesOutBandsOfAReferenceThatWasNotCut() {
    ReferencePerformance whole =
        ReferencePerformance.of(CarLoan.LAYOUT, List.of(CarLoan.reference()));
    assertThat(whole.bands()).isEmpty();
    assertThat(whole.profile()).isEqualTo(LOANS.profile());
    assertThat(whole.calibrators()).isEqualTo(LOANS.calibrators()).hasSize(1);
  }

  @Test
  void of_leavesOutTheRestThatIsNoChunk() {
    List<PerformanceProfile> chunks = CarLoan.referenceChunks();
    PerformanceProfile rest = CarLoan.windows().get(0);
    List<PerformanceProfile> eleven = Stream.concat(chunks.stream(), Stream.of(rest)).toList();
    ReferencePerformance performance = ReferencePerformance.of(CarLoan.LAYOUT, eleven);
    assertThat(performance.bands()).isEqualTo(LOANS.bands());
    assertThat(performance.profile().predicted()).isEqualTo(55_000);
  }

  @Test
  void estimator_isThereForClassesOnly() {
    assertThat(LOANS.estimator()).isPresent();
    RegressionLayout numbers = new RegressionLayout("predicted", List.of(), ScoreGrid.magnitudes());
    ReferencePerformance none = ReferencePerformance.of(numbers, List.of());
    assertThat(none.estimator()).isEmpty();
    assertThat(none.bands()).isEmpty();
  }

  @Test
  void decode_givesWhatWasEncodedInTheSameBytes() {
    byte[] sealed = ReferencePerformanceCodec.encode(LOANS);
    ReferencePerformance back = ReferencePerformanceCodec.decode(sealed);
    assertThat(back).isEqualTo(LOANS);
    assertThat(ReferencePerformanceCodec.encode(back)).isEqualTo(sealed);
  }

  @Test
  void decode_refusesDamagedBytes() {
    byte[] sealed = ReferencePerformanceCodec.encode(LOANS);
    for (int at = 0; at < sealed.length; at += 37) {
      byte[] flipped = sealed.clone();
      flipped[at] ^= 4;
      assertCorrupt(flipped);
      assertCorrupt(Arrays.copyOf(sealed, at));
    }
  }

  @Test
  void constructor_refusesWhatDoesNotGoTogether() {
    PerformanceLayout other =
        new MulticlassLayout(List.of("a", "b"), Optional.of("class"), List.of(), List.of());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new ReferencePerformance(other, LOANS.profile(), List.of(), new TreeMap<>()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ReferencePerformance(
                    CarLoan.LAYOUT,
                    PerformanceProfile.empty(CarLoan.LAYOUT).subtract(LOANS.profile()),
                    List.of(),
                    new TreeMap<>()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ReferencePerformance(
                    CarLoan.LAYOUT,
                    LOANS.profile(),
                    List.of(LOANS.calibrators().get(0), LOANS.calibrators().get(0)),
                    new TreeMap<>()));
  }

  @Test
  void referenceId_tellsPerformanceButNotItsAbsence() {
    Reference plain =
        Models.reference(
            new ModelRef("loans", "1"), SampleRows.random(new SplittableRandom(3), 40));
    Reference measured = plain.withPerformance(LOANS);
    assertThat(measured.id()).isNotEqualTo(plain.id());
    assertThat(measured.id()).isEqualTo(plain.withPerformance(LOANS).id());
    assertThat(measured.withBands(Bands.NONE).performance()).contains(LOANS);
    assertThat(measured.effectiveFrom(plain.createdAt()).id()).isEqualTo(measured.id());
  }

  private static void assertBand(
      PerformanceMeasure measure, double lower, double upper, double unit, double tolerance) {
    assertThat(band(measure).lower(3) / unit).isCloseTo(lower, within(tolerance));
    assertThat(band(measure).upper(3) / unit).isCloseTo(upper, within(tolerance));
  }

  private static Band band(PerformanceMeasure measure) {
    return Objects.requireNonNull(LOANS.bands().get(PerformanceKey.of(measure)));
  }

  private static void assertCorrupt(byte[] bytes) {
    assertThatExceptionOfType(CorruptStateException.class)
        .isThrownBy(() -> ReferencePerformanceCodec.decode(bytes));
  }
}
