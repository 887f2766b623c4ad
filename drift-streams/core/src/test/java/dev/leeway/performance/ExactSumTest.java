package dev.leeway.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.profile.PayloadReader;
import dev.leeway.profile.PayloadWriter;
import dev.leeway.sketch.CorruptStateException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactSumTest {

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0.0,
        -0.0,
        1,
        -1,
        0.1,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        1e-310,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        4294967296.0,
        1e22,
        0x1.fffffffffffffp-33
      })
  void of_oneValue_isThatValue(double value) {
    assertThat(ExactSum.of(value).value()).isEqualTo(value + 0.0);
    assertThat(ExactSum.of(value).exact()).isEqualByComparingTo(new BigDecimal(value));
  }

  @RepeatedTest(50)
  void add_valuesOfAnySize_isTheirSumInWholeNumbers(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    ExactSum.Builder sum = new ExactSum.Builder();
    BigDecimal expected = BigDecimal.ZERO;
    for (double value : values(random, 400)) {
      sum.add(value);
      expected = expected.add(new BigDecimal(value));
    }

    assertThat(sum.build().exact()).isEqualByComparingTo(expected);
    assertThat(sum.build().value()).isEqualTo(expected.doubleValue());
  }

  @RepeatedTest(50)
  void add_inAnyOrderAndSplit_givesEqualBytes(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Double> values = values(random, 100);
    ExactSum whole = sum(values);
    Collections.shuffle(values, random);
    int cut = random.nextInt(values.size());

    ExactSum parts = sum(values.subList(cut, 100)).plus(sum(values.subList(0, cut)));

    assertThat(bytes(parts)).isEqualTo(bytes(whole));
    assertThat(parts.minus(whole)).isEqualTo(ExactSum.ZERO);
  }

  @Test
  void value_betweenTwoDoubles_isTheEvenOneUnlessABitSaysMore() {
    ExactSum half = ExactSum.of(1).plus(ExactSum.of(0x1p-53));

    assertThat(half.value()).isEqualTo(1);
    assertThat(half.plus(ExactSum.of(Double.MIN_VALUE)).value()).isEqualTo(Math.nextUp(1.0));
    assertThat(half.minus(ExactSum.of(Double.MIN_VALUE)).value()).isEqualTo(1);
  }

  @Test
  void value_beyondTheDoubles_isInfinite() {
    ExactSum twice = ExactSum.of(Double.MAX_VALUE).plus(ExactSum.of(Double.MAX_VALUE));

    assertThat(twice.value()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(twice.negated().value()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(twice.minus(ExactSum.of(Double.MAX_VALUE)).value()).isEqualTo(Double.MAX_VALUE);
  }

  @Test
  void addSquare_keepsAllDigits() {
    double value = 1e8 + 0.1;

    ExactSum square = new ExactSum.Builder().addSquare(value, 1).build();

    assertThat(square.exact()).isEqualByComparingTo(new BigDecimal(value).pow(2));
    assertThat(new ExactSum.Builder().addSquare(value, -1).build()).isEqualTo(square.negated());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void add_whatIsNotFinite_isRefused(double value) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ExactSum.Builder().add(value));
  }

  @RepeatedTest(20)
  void bytes_comeBack(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    ExactSum sum = sum(values(random, random.nextInt(5)));

    assertThat(ExactSum.readFrom(new PayloadReader(bytes(sum)))).isEqualTo(sum);
  }

  @Test
  void readFrom_aSumInAnotherForm_isCorrupt() {
    byte[] even = new PayloadWriter().integer(0).bytes(new byte[] {2}).toBytes();
    byte[] padded = new PayloadWriter().integer(0).bytes(new byte[] {0, 1}).toBytes();
    byte[] tooLow = new PayloadWriter().integer(-1075).bytes(new byte[] {1}).toBytes();
    byte[] nothing = new PayloadWriter().integer(0).bytes(new byte[0]).toBytes();

    for (byte[] bytes : List.of(even, padded, tooLow, nothing)) {
      assertThatExceptionOfType(CorruptStateException.class)
          .isThrownBy(() -> ExactSum.readFrom(new PayloadReader(bytes)));
    }
  }

  @Test
  void of_anEvenMantissa_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ExactSum(BigInteger.TWO, 0));
  }

  private static List<Double> values(Random random, int number) {
    List<Double> values = new ArrayList<>();
    while (values.size() < number) {
      double value = Double.longBitsToDouble(random.nextLong());
      // Below a 400th of the largest, so that the sum is a double.
      if (Math.abs(value) < 1e300) values.add(random.nextBoolean() ? value : random.nextGaussian());
    }
    return values;
  }

  private static ExactSum sum(List<Double> values) {
    ExactSum.Builder sum = new ExactSum.Builder();
    values.forEach(sum::add);
    return sum.build();
  }

  private static byte[] bytes(ExactSum sum) {
    PayloadWriter out = new PayloadWriter();
    sum.writeTo(out);
    return out.toBytes();
  }
}
