package dev.leeway.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.profile.PayloadReader;
import dev.leeway.profile.PayloadWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The detectors against river's; {@code write_river_alarms.py} writes what it says. */
class RiverAlarmsTest {

  private static final Map<String, double[]> STREAMS =
      Map.of(
          "bits1", bits(1, phase(0.2, 1000), phase(0.5, 1000), phase(0.1, 2000), phase(0.3, 1000)),
          "bits2", bits(2, phase(0.05, 3000), phase(0.15, 3000)),
          "bits3", bits(3, phase(0.3, 5000)),
          "losses1", losses(4, phase(0, 1500), phase(0.4, 1500), phase(-0.2, 1500)),
          "losses2", losses(5, phase(0, 800), phase(2, 500), phase(0, 700)),
          "losses3", losses(6, phase(0, 5000)));

  @ParameterizedTest
  @MethodSource("alarms")
  void update_tellsWhereRiverTells(String stream, String key, String alarms, int warnings) {
    DetectorKind kind = DetectorKind.ofKey(key).orElseThrow();
    Detector detector = kind.make();
    double[] values = requireNonNull(STREAMS.get(stream));
    List<String> told = new ArrayList<>();
    int warned = 0;
    for (int i = 0; i < values.length; i++) {
      if (i % 97 == 0) detector = restarted(kind, detector);
      Signal signal = detector.update(values[i]);
      if (signal == Signal.DRIFT) told.add(String.valueOf(i));
      if (signal == Signal.WARNING) warned++;
    }

    assertThat(String.join(" ", told)).isEqualTo(alarms);
    assertThat(warned).isEqualTo(warnings);
  }

  /** One that goes on with what another has written. */
  private static Detector restarted(DetectorKind kind, Detector before) {
    PayloadWriter out = new PayloadWriter();
    before.writeTo(out);
    Detector next = kind.make();
    PayloadReader in = new PayloadReader(out.toBytes());
    next.readFrom(in);
    in.end();
    return next;
  }

  @Test
  void update_withWhatIsNotWatched_isRefused() {
    for (Detector detector : List.of(new Ddm(), new Eddm())) {
      assertThatIllegalArgumentException().isThrownBy(() -> detector.update(0.5));
    }
    for (Detector detector : List.of(new PageHinkley(), new Adwin())) {
      assertThatIllegalArgumentException().isThrownBy(() -> detector.update(Double.NaN));
    }
  }

  static Stream<Object[]> alarms() {
    try (InputStream bytes =
        requireNonNull(RiverAlarmsTest.class.getResourceAsStream("/detector/river-alarms.tsv"))) {
      return Arrays.stream(new String(bytes.readAllBytes(), UTF_8).split("\n"))
          .map(line -> line.split("\t"))
          .map(cells -> new Object[] {cells[0], cells[1], cells[2], Integer.parseInt(cells[3])});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] phase(double level, int rows) {
    double[] phase = new double[rows];
    Arrays.fill(phase, level);
    return phase;
  }

  private static double[] bits(long seed, double[]... phases) {
    return stream(seed, phases, level -> uniform -> uniform < level ? 1 : 0);
  }

  private static double[] losses(long seed, double[]... phases) {
    return stream(seed, phases, level -> uniform -> uniform * uniform + level);
  }

  private interface Value {
    DoubleUnaryOperator at(double level);
  }

  private static double[] stream(long seed, double[][] phases, Value value) {
    double[] levels = Stream.of(phases).flatMapToDouble(Arrays::stream).toArray();
    long state = seed;
    for (int i = 0; i < levels.length; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      levels[i] = value.at(levels[i]).applyAsDouble((state >>> 11) * 0x1p-53);
    }
    return levels;
  }
}
