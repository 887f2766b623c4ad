package dev.leeway.alerting;

import static dev.leeway.alerting.Verdicts.column;
import static dev.leeway.alerting.Verdicts.drifted;
import static dev.leeway.alerting.Verdicts.good;
import static dev.leeway.alerting.Verdicts.hour;
import static dev.leeway.alerting.Verdicts.measured;
import static dev.leeway.alerting.Verdicts.moved;
import static dev.leeway.alerting.Verdicts.performance;
import static dev.leeway.alerting.Verdicts.unknown;
import static dev.leeway.alerting.Verdicts.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.alerting.AlertState.Firing;
import dev.leeway.alerting.AlertState.Resolved;
import dev.leeway.alerting.AlertState.Silenced;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.rule.AlertRule;
import dev.leeway.rule.AlertRules;
import dev.leeway.rule.AlertScope;
import dev.leeway.rule.Cause;
import dev.leeway.rule.Demands;
import dev.leeway.rule.QuietTimes;
import dev.leeway.rule.QuietTimes.Hours;
import dev.leeway.rule.Subject;
import dev.leeway.rule.Threshold;
import dev.leeway.rule.Threshold.Side;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.Verdict.Kind;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What rules make of verdicts, as told. */
class RulesTest {

  private AlertBook book = new AlertBook(AlertRules.DEFAULT, List.of());

  /** What was told, as rule and news, for example {@code drift FIRED}. */
  private final List<String> told = new ArrayList<>();

  @Test
  void share_opensAndClosesAtItsOwnLevels() {
    rules(measure("many", "drift.share", 0.5, 0.25));
    see(columns(1, 1), columns(2, 2), columns(3, 2), columns(4, 1));
    assertThat(told).as("a quarter is good again").containsExactly("many FIRED", "many RESOLVED");
    assertThat(alert("many").since()).isEqualTo(hour(2));
  }

  @Test
  void share_betweenItsLevels_neitherOpensNorCloses() {
    rules(measure("many", "drift.share", 0.75, 0.25));
    see(columns(1, 2));
    assertThat(told).isEmpty();
    see(columns(2, 3), columns(3, 2));
    assertThat(alert("many").state()).isEqualTo(new Firing(hour(2)));
    assertThat(alert("many").findings().summary())
        .isEqualTo(
            "flight-delay version 1: 75 % of the columns drifted between 2001-03-05 02:00 and"
                + " 2001-03-05 03:00 UTC: c0 (33 % of the drift; moved), c1 (33 % of the drift;"
                + " moved), c2 (33 % of the drift; moved)");
  }

  @Test
  void measureOfColumns_goesByTheWorst_andNamesThoseBeyond() {
    rules(measure("far", "drift.effect", 0.3, 0.2));
    see(Verdicts.of(1, State.DRIFTED, List.of(moved("a", 0.1), moved("b", 0.4), moved("c", 0.5))));

    assertThat(alert("far").findings().summary())
        .isEqualTo(
            "flight-delay version 1: 2 columns moved by effect between 2001-03-05 01:00 and"
                + " 2001-03-05 02:00 UTC: c (effect 0.50, alert from 0.30), b (effect 0.40, alert"
                + " from 0.30)");
    see(Verdicts.of(2, State.DRIFTED, List.of(moved("a", 0.1), moved("b", 0.25))));
    assertThat(told).containsExactly("far FIRED");
    see(Verdicts.of(3, State.DRIFTED, List.of(moved("a", 0.1), moved("b", 0.2))));
    assertThat(told).containsExactly("far FIRED", "far RESOLVED");
  }

  @Test
  void measureOfPerformance_isHeldAgainstTheRulesOwnLevels() {
    rules(measure("auc", "performance.roc_auc", 0.7, 0.75));
    see(auc(1, 0.72), auc(2, 0.69), auc(3, 0.72), auc(4, 0.75));

    assertThat(told).containsExactly("auc FIRED", "auc RESOLVED");
    book =
        new AlertBook(AlertRules.only(measure("auc", "performance.roc_auc", 0.7, 0.75)), List.of());
    see(auc(2, 0.69));
    assertThat(alert("auc").findings().summary())
        .isEqualTo(
            "flight-delay version 1: performance worse than allowed between 2001-03-05 02:00 and"
                + " 2001-03-05 03:00 UTC: roc_auc 0.69, at least 0.70 allowed; reference 0.86;"
                + " 4,213 of 10,000 labelled");
  }

  @Test
  void demands_makeAWindowSayNothing() {
    rules(AlertRule.of(Cause.PERFORMANCE).demanding(new Demands(0, 0.5)));
    see(auc(1, 0.5));
    assertThat(told).as("42 % are labelled").isEmpty();
    rules(AlertRule.of(Cause.PERFORMANCE).demanding(new Demands(0, 0.4)));
    see(auc(1, 0.5));
    assertThat(told).containsExactly("performance FIRED");

    rules(AlertRule.of(Cause.DRIFT).demanding(new Demands(1_001, 0)));
    see(drifted(1));
    assertThat(told).hasSize(1);
  }

  @Test
  void quality_tellsTheConstraintsThatDoNotHold() {
    rules(AlertRule.of(Cause.QUALITY));
    see(Verdicts.quality(1, 0.2), Verdicts.quality(2, 0.01));

    assertThat(told).containsExactly("quality FIRED", "quality RESOLVED");
    rules(AlertRule.of(Cause.QUALITY));
    see(Verdicts.quality(1, 0.2));
    assertThat(alert("quality").findings().summary())
        .isEqualTo(
            "flight-delay version 1: 1 constraint does not hold between 2001-03-05 01:00 and"
                + " 2001-03-05 02:00 UTC: distance: missing values: 20 %, at most 5 %");
  }

  @Test
  void measureOfQuality_isHeldAgainstTheRulesOwnLevels() {
    rules(measure("gaps", "quality.missing", 0.3, 0.1));
    see(Verdicts.quality(1, 0.2), Verdicts.quality(2, 0.31), Verdicts.quality(3, 0.2));

    assertThat(told).containsExactly("gaps FIRED");
    assertThat(alert("gaps").findings().summary())
        .endsWith(": missing[distance] 0.31, alert from 0.30");
    see(Verdicts.quality(4, 0.1));
    assertThat(told).containsExactly("gaps FIRED", "gaps RESOLVED");
  }

  @Test
  void noData_firesOnWhatIsUnknownToAllOthers() {
    rules(noData());
    see(good(0), unknown(1), good(2));
    assertThat(told).containsExactly("no_data FIRED", "no_data RESOLVED");
    assertThat(alert("no_data").findings().summary())
        .isEqualTo("flight-delay version 1: enough rows again since 2001-03-05 02:00 UTC");
  }

  @Test
  void noData_saysHowManyRowsCame() {
    rules(noData().demanding(new Demands(5_000, 0)));
    see(good(0));
    assertThat(alert("no_data").findings().summary())
        .isEqualTo(
            "flight-delay version 1: only 1,000 rows of at least 5,000 between 2001-03-05 00:00 and"
                + " 2001-03-05 01:00 UTC");
  }

  /** In a roll-out the rows of the older version run out: no outage. */
  @Test
  void noData_isMadeUpForByAnotherVersion() {
    rules(noData());
    see(good(0), verdict("2", 1, 1, State.OK), unknown(1), verdict("2", 2, 1, State.OK));
    see(unknown(2));
    assertThat(told).isEmpty();
    see(verdict("2", 5, 1, State.UNKNOWN));
    assertThat(told).containsExactly("no_data FIRED");
    see(good(6));
    assertThat(told).as("after a roll-back").containsExactly("no_data FIRED", "no_data RESOLVED");
  }

  @Test
  void outage_silencesTheDriftOfItsModel_untilItIsOver() {
    rules(noData(), AlertRule.of(Cause.DRIFT));
    see(drifted(1), unknown(2));
    assertThat(alert("drift").state()).isEqualTo(new Silenced(hour(1), "rule no_data"));

    see(drifted(3));
    assertThat(alert("drift").state()).isEqualTo(new Firing(hour(1)));
    assertThat(told).containsExactly("drift FIRED", "no_data FIRED", "no_data RESOLVED");
  }

  @Test
  void outage_ofOneSegment_silencesNothingElse() {
    rules(noData(), AlertRule.of(Cause.DRIFT));
    see(drifted(1), verdict("1", "country=DE", 2, 1, State.UNKNOWN));
    assertThat(alert("drift").state()).isEqualTo(new Firing(hour(1)));
  }

  @Test
  void quietHours_areToldAfterwards_ifItStillFires() {
    rules(AlertRule.of(Cause.DRIFT).quietAt(night("00:00", "04:00")));
    see(drifted(0), drifted(1));
    assertThat(alert("drift").state()).isEqualTo(new Silenced(hour(0), "quiet hours"));
    see(drifted(2));
    assertThat(told).isEmpty();
    see(unknown(3));
    assertThat(told).as("also by a window that says nothing").containsExactly("drift FIRED");
    assertThat(alert("drift").since()).isEqualTo(hour(0));
  }

  @Test
  void quietHours_forgetWhatWasOverInThem() {
    rules(AlertRule.of(Cause.DRIFT).quietAt(night("00:00", "04:00")));
    see(drifted(0), good(1), good(2), good(3), good(4));
    assertThat(told).isEmpty();
    assertThat(alert("drift").state()).isEqualTo(new Resolved(hour(0), hour(2), "recovered"));
  }

  @Test
  void pass_endsQuietHoursByTheClock() {
    rules(AlertRule.of(Cause.DRIFT).quietAt(night("00:00", "04:00")));
    see(drifted(0));
    book.pass(hour(4).minusMillis(1)).forEach(this::note);
    assertThat(told).isEmpty();
    book.pass(hour(4)).forEach(this::note);
    assertThat(told).containsExactly("drift FIRED");
  }

  @Test
  void ruleThatIsGone_endsItsAlerts() {
    see(drifted(1));
    book = new AlertBook(AlertRules.only(AlertRule.of(Cause.QUALITY)), book.alerts());
    see(drifted(2));

    assertThat(alert("drift").state()).isEqualTo(new Resolved(hour(1), hour(3), "rule removed"));
    assertThat(alert("drift").findings().summary())
        .isEqualTo("flight-delay version 1: the rule drift was removed, nobody looks any more");
    assertThat(told).containsExactly("drift FIRED", "drift RESOLVED");
  }

  @Test
  void revisionThatOpens_saysSo() {
    see(good(1), verdict("1", 1, 2, State.DRIFTED));
    assertThat(alert("drift").findings().summary())
        .startsWith("flight-delay version 1: as of revision 2, 1 column drifted between ");
  }

  @Test
  void predictionDrift_isOfItsColumnsAlone() {
    AlertScope answers = new AlertScope(Set.of(), Set.of(), Set.of("probability"));
    rules(AlertRule.of(Cause.PREDICTION_DRIFT).within(answers));
    see(drifted(1));
    assertThat(told).isEmpty();
    see(Verdicts.of(2, State.DRIFTED, List.of(column("probability", State.DRIFTED))));
    assertThat(alert("prediction_drift").findings().summary())
        .contains(": 1 column of the predictions drifted between ");
  }

  private void rules(AlertRule... rules) {
    book = new AlertBook(new AlertRules(List.of(rules), Map.of()), List.of());
  }

  private static AlertRule noData() {
    return AlertRule.of(Cause.NO_DATA).named("no_data", Set.of(Cause.DRIFT));
  }

  private static AlertRule measure(String name, String on, double open, double close) {
    Side side = close > open ? Side.BELOW : Side.ABOVE;
    return AlertRule.of(name, Subject.parse(on).orElseThrow(), new Threshold(open, close, side));
  }

  private static QuietTimes night(String from, String to) {
    Hours hours = new Hours(Set.of(), LocalTime.parse(from), LocalTime.parse(to));
    return new QuietTimes(ZoneOffset.UTC, List.of(hours), List.of());
  }

  /** Four columns, of which so many drifted. */
  private static Verdict columns(int hour, int drifted) {
    List<dev.leeway.verdict.ColumnVerdict> columns = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      columns.add(i < drifted ? moved("c" + i, 0.2) : column("c" + i, State.OK));
    }
    return Verdicts.of(hour, State.DRIFTED, columns);
  }

  private static Verdict auc(int hour, double value) {
    return performance(Kind.PERFORMANCE, hour, 1, measured(PerformanceMeasure.ROC_AUC, value));
  }

  private void see(Verdict... verdicts) {
    for (Verdict verdict : verdicts) book.consider(verdict).forEach(this::note);
  }

  private void note(AlertChange change) {
    change.news().ifPresent(news -> told.add(change.after().key().rule() + " " + news));
  }

  private Alert alert(String rule) {
    return book.alerts().stream()
        .filter(alert -> alert.key().rule().equals(rule) && alert.key().segment().isEmpty())
        .findFirst()
        .orElseThrow();
  }
}
