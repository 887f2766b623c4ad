package dev.leeway.alerting;

import static dev.leeway.alerting.Verdicts.drifted;
import static dev.leeway.alerting.Verdicts.good;
import static dev.leeway.alerting.Verdicts.hour;
import static dev.leeway.alerting.Verdicts.unknown;
import static dev.leeway.alerting.Verdicts.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.alerting.AlertState.Firing;
import dev.leeway.alerting.AlertState.Pending;
import dev.leeway.alerting.AlertState.Quiet;
import dev.leeway.alerting.AlertState.Resolved;
import dev.leeway.rule.AlertRule;
import dev.leeway.rule.AlertRules;
import dev.leeway.rule.AlertScope;
import dev.leeway.rule.Cause;
import dev.leeway.rule.Persistence;
import dev.leeway.rule.Severity;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertBookTest {

  private AlertBook book = new AlertBook(AlertRules.DEFAULT, List.of());

  /** What was told, as episode and state, for example {@code 1 firing}. */
  private final List<String> told = new ArrayList<>();

  @Test
  void consider_firesOnceForManyDriftedWindows() {
    see(good(0), drifted(1), drifted(2), drifted(3));
    assertThat(told).containsExactly("1 firing");
    assertThat(alert().state()).isEqualTo(new Firing(hour(1)));
  }

  @Test
  void consider_resolvesWhenAGoodWindowFollows() {
    see(drifted(1), drifted(2), good(3));
    assertThat(told).containsExactly("1 firing", "1 resolved");
    assertThat(alert().state()).isEqualTo(new Resolved(hour(1), hour(4), "recovered"));
  }

  @Test
  void consider_countsEpisodesWhenItFiresAgain() {
    see(drifted(1), good(2), good(3), drifted(4), good(5), drifted(6));
    assertThat(told)
        .containsExactly("1 firing", "1 resolved", "2 firing", "2 resolved", "3 firing");
  }

  @Test
  void consider_neitherOpensNorResolvesWithoutData() {
    see(unknown(0), unknown(1));
    assertThat(alert().state()).isEqualTo(new Quiet());
    see(drifted(2), unknown(3), unknown(4));
    assertThat(alert().state()).isEqualTo(new Firing(hour(2)));
  }

  @Test
  void consider_ignoresWindowsThatComeOutOfOrder() {
    see(good(5), drifted(3));
    assertThat(alert().state()).isEqualTo(new Quiet());
    see(drifted(6), good(4));
    assertThat(alert().state()).isEqualTo(new Firing(hour(6)));
    see(good(7), drifted(2), drifted(6));
    assertThat(told).containsExactly("1 firing", "1 resolved");
  }

  @Test
  void consider_closesWhenARevisionTakesTheDriftBack() {
    see(drifted(1), verdict("1", 1, 2, State.OK));
    assertThat(told).containsExactly("1 firing", "1 resolved");
    assertThat(alert().state()).isEqualTo(new Resolved(hour(1), hour(2), "revision"));
  }

  @Test
  void consider_opensWhenARevisionBringsDrift() {
    see(good(1), verdict("1", 1, 2, State.DRIFTED));
    assertThat(told).containsExactly("1 firing");
  }

  @Test
  void consider_reopensTheIncidentWhenARevisionTakesTheRecoveryBack() {
    see(drifted(1), good(2), verdict("1", 2, 2, State.DRIFTED));
    assertThat(told).containsExactly("1 firing", "1 resolved", "2 firing");
    assertThat(alert().state()).isEqualTo(new Firing(hour(1)));
  }

  @Test
  void consider_ignoresRevisionsOfOlderWindows() {
    see(drifted(1), drifted(2), verdict("1", 1, 2, State.OK));
    assertThat(alert().open()).isTrue();
    see(good(3), verdict("1", 2, 2, State.DRIFTED));
    assertThat(alert().open()).isFalse();
  }

  @Test
  void consider_ignoresARevisionThatSaysNothing() {
    see(drifted(1), verdict("1", 1, 2, State.UNKNOWN));
    assertThat(alert().open()).isTrue();
  }

  @Test
  void consider_ignoresARevisionOlderThanTheLast() {
    see(verdict("1", 1, 3, State.DRIFTED), verdict("1", 1, 2, State.OK));
    assertThat(alert().open()).isTrue();
  }

  @Test
  void consider_waitsForAsManyWindowsAsTheRuleNeeds() {
    rule(2, 3, 2);
    see(drifted(1));
    assertThat(alert().state()).isEqualTo(new Pending(hour(1)));
    see(good(2));
    assertThat(alert().state()).isEqualTo(new Pending(hour(1)));
    see(drifted(3));
    assertThat(alert().state()).isEqualTo(new Firing(hour(1)));
    see(good(4));
    assertThat(alert().open()).isTrue();
    see(good(5));
    assertThat(alert().state()).isEqualTo(new Resolved(hour(1), hour(6), "recovered"));
    assertThat(told).containsExactly("1 firing", "1 resolved");
  }

  @Test
  void consider_forgetsPendingDriftThatLiesTooFarBack() {
    rule(2, 3, 1);
    see(drifted(1), good(2), good(3));
    assertThat(alert().state()).isEqualTo(new Pending(hour(1)));
    see(good(4));
    assertThat(alert().state()).isEqualTo(new Quiet());
    see(drifted(5));
    assertThat(alert().state()).isEqualTo(new Pending(hour(5)));
    assertThat(told).isEmpty();
  }

  @Test
  void consider_keepsAnAlertPerSegmentAndWindowLength() {
    see(
        verdict("1", "country=DE", 1, 1, State.DRIFTED),
        verdict("1", "country=FR", 1, 1, State.OK),
        Verdicts.over(Duration.ofDays(1), State.DRIFTED));
    assertThat(book.alerts()).hasSize(3);
    assertThat(book.alerts())
        .extracting(alert -> alert.key().fingerprint())
        .doesNotHaveDuplicates();
    assertThat(book.alerts().stream().filter(Alert::open)).hasSize(2);
  }

  @Test
  void consider_looksOnlyAtWhatTheRuleCovers() {
    scope(new AlertScope(Set.of(Duration.ofHours(1)), Set.of(""), Set.of()));
    see(
        Verdicts.over(Duration.ofDays(1), State.DRIFTED),
        verdict("1", "country=DE", 1, 1, State.DRIFTED),
        Verdicts.about(Verdict.Kind.QUALITY, State.DRIFTED));
    assertThat(book.alerts()).isEmpty();
    see(drifted(1));
    assertThat(told).containsExactly("1 firing");
  }

  @Test
  void consider_firesForWatchedColumnsOnly() {
    scope(new AlertScope(Set.of(), Set.of(), Set.of("origin")));
    see(drifted(1));
    assertThat(told).isEmpty();
    see(Verdicts.of(2, State.DRIFTED, List.of(Verdicts.column("origin", State.DRIFTED))));
    assertThat(told).containsExactly("1 firing");
    see(Verdicts.of(3, State.OK, List.of(Verdicts.column("distance", State.OK))));
    assertThat(alert().open()).as("nothing is known of the watched column").isTrue();
  }

  @Test
  void consider_tellsWhatDrifted() {
    see(drifted(1));
    Findings findings = alert().findings();
    assertThat(findings.columns())
        .singleElement()
        .satisfies(
            column -> {
              assertThat(column.column()).isEqualTo("distance");
              assertThat(column.measure()).isEqualTo("ks");
              assertThat(column.value()).isEqualTo(0.4);
              assertThat(column.threshold()).hasValue(0.05);
              assertThat(column.part()).hasValue(1);
              assertThat(column.since()).contains(Verdicts.SINCE);
            });
    assertThat(findings.verdictKey()).isEqualTo(drifted(1).key());
    assertThat(findings.summary())
        .isEqualTo(
            "flight-delay version 1: 1 column drifted between 2001-03-05 01:00 and"
                + " 2001-03-05 02:00 UTC, since 2001-03-04 22:00: distance (KS 0.400, tolerance 0.050)");
  }

  @Test
  void consider_groupsManyColumnsIntoOneAlert() {
    List<dev.leeway.verdict.ColumnVerdict> columns = new ArrayList<>();
    for (int i = 0; i < 50; i++) columns.add(Verdicts.column("c" + i, State.DRIFTED));
    see(Verdicts.of(1, State.DRIFTED, columns));
    assertThat(told).containsExactly("1 firing");
    assertThat(alert().findings().columns()).hasSize(Findings.MOST_COLUMNS);
    assertThat(alert().findings().total()).isEqualTo(50);
    assertThat(alert().findings().summary()).contains("50 columns").endsWith("and 47 more");
  }

  @Test
  void consider_changesNothingWhenVerdictsAreSeenAgain() {
    Verdict[] all = {
      good(0),
      drifted(1),
      verdict("1", 1, 2, State.OK),
      unknown(2),
      drifted(3),
      verdict("2", 3, 1, State.OK),
      drifted(2)
    };
    see(all);
    List<Alert> before = book.alerts();
    told.clear();
    for (Verdict verdict : all) assertThat(book.consider(verdict)).isEmpty();
    assertThat(book.alerts()).isEqualTo(before);
  }

  private void rule(int opensAfter, int outOf, int resolvesAfter) {
    Persistence patience = new Persistence(opensAfter, outOf, resolvesAfter);
    AlertRule rule = AlertRule.of(Cause.DRIFT).with(Severity.CRITICAL, patience);
    book = new AlertBook(AlertRules.only(rule), List.of());
  }

  private void scope(AlertScope scope) {
    book =
        new AlertBook(
            new AlertRules(
                AlertRules.usual(),
                Map.of(Verdicts.MODEL, List.of(AlertRule.of(Cause.DRIFT).within(scope)))),
            List.of());
  }

  private void see(Verdict... verdicts) {
    for (Verdict verdict : verdicts) {
      for (AlertChange change : book.consider(verdict)) {
        if (change.fired() || change.resolved()) {
          told.add(change.after().episode() + " " + change.after().state().key());
        }
      }
    }
  }

  private Alert alert() {
    return book.alerts().stream().reduce((a, b) -> b).orElseThrow();
  }
}
