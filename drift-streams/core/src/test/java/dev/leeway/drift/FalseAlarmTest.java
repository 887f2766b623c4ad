package dev.leeway.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Windows of the reference's own distribution raise no alarm. The promise is 5 % over 1,000 windows
 * of a column; 8 columns x 200 windows a run would allow one or two alarms over all runs, and the
 * bounds are far from tight, so none is asked for.
 */
class FalseAlarmTest {

  private static final double[] ZIPF = upTo(200);

  /** Kinds of columns by name: how a row is drawn. */
  private static final Map<String, Function<SplittableRandom, Object>> COLUMNS =
      new TreeMap<>(
          Map.of(
              "normal", SplittableRandom::nextGaussian,
              "heavy tail", random -> Math.exp(2 * random.nextGaussian()),
              "few values", random -> (double) random.nextInt(4),
              "mostly zero", random -> random.nextInt(10) == 0 ? random.nextDouble() : 0.0,
              "flag", random -> random.nextInt(50) == 0,
              "Zipf of 200", random -> "c" + find(ZIPF, random.nextDouble()),
              "even of 200", random -> "c" + random.nextInt(200),
              "even of 5000", random -> "c" + random.nextInt(5_000),
              "id", random -> Long.toHexString(random.nextLong())));

  @ParameterizedTest
  @CsvSource({
    "300, 50",
    "300, 200",
    "300, 2000",
    "1000, 50",
    "1000, 200",
    "1000, 2000",
    "5000, 2000"
  })
  void sameDistribution_raisesNoAlarm(int referenceRows, int windowRows) {
    List<String> alarms = new ArrayList<>();
    COLUMNS.forEach(
        (name, draw) -> {
          for (int seed = 1; seed <= 3; seed++) {
            SplittableRandom random = new SplittableRandom(seed * 7_919L + referenceRows);
            Supplier<Object> row = () -> draw.apply(random);
            Column column = Column.of(Column.cells(referenceRows, row));
            int windows = windowRows == 2_000 ? 15 : 66;
            for (int window = 0; window < windows; window++) {
              ColumnVerdict verdict = column.judge(Column.cells(windowRows, row));
              if (verdict.state() != State.OK) alarms.add(name + ": " + verdict);
            }
          }
        });

    assertThat(alarms).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1000, 200", "1000, 2000"})
  void sameShareOfMissingRows_raisesNoAlarm(int referenceRows, int windowRows) {
    SplittableRandom random = new SplittableRandom(5);
    Supplier<Object> row = () -> random.nextInt(3) == 0 ? "" : random.nextGaussian();
    Column column = Column.of(Column.cells(referenceRows, row));
    for (int window = 0; window < 50; window++) {
      assertThat(column.judge(Column.cells(windowRows, row)).state()).isEqualTo(State.OK);
    }
  }

  private static double[] upTo(int categories) {
    double[] upTo = new double[categories];
    for (int i = 0; i < categories; i++) {
      upTo[i] = 1.0 / (i + 1);
    }
    Arrays.parallelPrefix(upTo, Double::sum);
    double all = upTo[categories - 1];
    return Arrays.stream(upTo).map(sum -> sum / all).toArray();
  }

  private static int find(double[] upTo, double share) {
    int found = Arrays.binarySearch(upTo, share);
    return found < 0 ? -found - 1 : found;
  }
}
