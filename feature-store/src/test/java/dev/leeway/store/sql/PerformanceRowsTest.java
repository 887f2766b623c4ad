package dev.leeway.store.sql;

import static dev.leeway.store.Samples.MODEL;
import static dev.leeway.store.Samples.batch;
import static dev.leeway.store.Samples.hour;
import static dev.leeway.store.Samples.performance;
import static dev.leeway.store.Samples.rocAuc;
import static dev.leeway.store.Samples.verdict;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.store.Page;
import dev.leeway.store.PerformancePoint;
import dev.leeway.store.ResultsStore;
import dev.leeway.store.RowsWritten;
import dev.leeway.store.VerdictFilter;
import dev.leeway.store.VerdictKey;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.WindowPerformance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformanceRowsTest {

  private static final PerformanceKey ROC_AUC = PerformanceKey.of(PerformanceMeasure.ROC_AUC);
  private static final Page.Request ALL = Page.Request.first(Page.Order.OLDEST_FIRST, 1_000);

  @TempDir Path directory;

  @Test
  void performance_laysTheEstimateBesideWhatCameTrue() {
    try (ResultsStore store = open()) {
      RowsWritten written = store.apply(batch(estimated(1, 0.84), realised(1, 1, 0.81, 0.85)));
      store.apply(batch(estimated(2, 0.7)));

      assertThat(written.measures()).isEqualTo(2);
      List<PerformancePoint> points = points(store);
      assertThat(points).hasSize(2);
      assertThat(points.get(0).realised()).contains(rocAuc(0.81));
      assertThat(points.get(0).estimated()).contains(rocAuc(0.85));
      assertThat(points.get(0).estimateError().orElseThrow()).isCloseTo(0.04, within(1e-12));
      assertThat(points.get(0).labelled()).isEqualTo(400);
      assertThat(points.get(1).realised()).isEmpty();
      assertThat(points.get(1).estimated()).contains(rocAuc(0.7));
      assertThat(points.get(1).estimateError()).isEmpty();
    }
  }

  @Test
  void performance_isOfTheNewestRevision() {
    try (ResultsStore store = open()) {
      store.apply(batch(realised(1, 2, 0.7, 0.85)));
      store.apply(batch(realised(1, 1, 0.9, 0.85)));
      assertThat(points(store).get(0).realised()).contains(rocAuc(0.7));

      store.apply(
          batch(
              performance(
                  key(1, Verdict.Kind.PERFORMANCE),
                  3,
                  State.UNKNOWN,
                  new WindowPerformance(1_000, 0, false, List.of(), List.of()))));
      assertThat(points(store)).isEmpty();
    }
  }

  @Test
  void pages_neverCutAWindowInTwo() {
    try (ResultsStore store = open()) {
      for (int hour = 0; hour < 7; hour++) {
        store.apply(batch(estimated(hour, 0.84), realised(hour, 1, 0.8 + hour / 100.0, 0.85)));
      }
      for (Page.Order order : Page.Order.values()) {
        List<PerformancePoint> all = new ArrayList<>();
        Optional<VerdictKey> after = Optional.empty();
        do {
          Page<PerformancePoint> page =
              store.performance(
                  ROC_AUC, VerdictFilter.of(MODEL.name()), new Page.Request(order, 2, after));
          assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
          all.addAll(page.items());
          after = page.next();
        } while (after.isPresent());

        assertThat(all).hasSize(7).allMatch(point -> point.estimateError().isPresent());
        assertThat(all).extracting(point -> point.verdict().window()).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void aStoreOfAnEarlierRelease_isBroughtUpToDate() throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY)");
      statement.executeUpdate(script("0001_results.sql"));
      statement.executeUpdate(script("0002_since.sql"));
      statement.executeUpdate("INSERT INTO schema_version (version) VALUES (1), (2)");
    }
    try (ResultsStore store = open()) {
      store.apply(batch(verdict(1, 1, State.OK), realised(1, 1, 0.9, 0.85)));

      assertThat(points(store)).hasSize(1);
      assertThat(store.verdicts(VerdictFilter.of(MODEL.name()), ALL).items())
          .containsExactly(verdict(1, 1, State.OK), realised(1, 1, 0.9, 0.85));
    }
  }

  private static List<PerformancePoint> points(ResultsStore store) {
    return store.performance(ROC_AUC, VerdictFilter.of(MODEL.name()), ALL).items();
  }

  private static Verdict realised(int hour, int revision, double value, double estimate) {
    return performance(
        key(hour, Verdict.Kind.PERFORMANCE), revision, State.OK, rocAuc(value, estimate));
  }

  private static Verdict estimated(int hour, double value) {
    return performance(
        key(hour, Verdict.Kind.ESTIMATED_PERFORMANCE),
        1,
        State.OK,
        new WindowPerformance(1_000, 0, false, List.of(), List.of(rocAuc(value))));
  }

  private static VerdictKey key(int hour, Verdict.Kind kind) {
    return new VerdictKey(MODEL, "", hour(hour), kind);
  }

  private ResultsStore open() {
    return SqlResultsStore.open(file());
  }

  private Path file() {
    return directory.resolve("results.sqlite");
  }

  private static String script(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(Migrations.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
