package dev.leeway.alerting;

import static dev.leeway.alerting.Verdicts.drifted;
import static dev.leeway.alerting.Verdicts.good;
import static dev.leeway.alerting.Verdicts.hour;
import static dev.leeway.alerting.Verdicts.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.alerting.AlertState.Acknowledged;
import dev.leeway.alerting.AlertState.Firing;
import dev.leeway.alerting.AlertState.Resolved;
import dev.leeway.alerting.AlertState.Silenced;
import dev.leeway.alerting.Command.Acknowledge;
import dev.leeway.alerting.Command.Matcher;
import dev.leeway.alerting.Command.Silence;
import dev.leeway.alerting.Command.Unsilence;
import dev.leeway.rule.AlertRule;
import dev.leeway.rule.AlertRules;
import dev.leeway.rule.Cause;
import dev.leeway.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people say about alerts. */
class CommandsTest {

  private static final AlertRules REPEATING =
      AlertRules.only(AlertRule.of(Cause.DRIFT).every(Duration.ofHours(2)));

  private AlertBook book = new AlertBook(REPEATING, List.of());

  /** What was told, as episode and news, for example {@code 1 FIRED}. */
  private final List<String> told = new ArrayList<>();

  @Test
  void repeat_tellsAgainWhileItFires_byEventTime() {
    see(drifted(1), drifted(2), drifted(3), drifted(4), unknown(5), unknown(6), good(7));

    assertThat(told)
        .containsExactly("1 FIRED", "1 REPEATED", "1 REPEATED", "1 RESOLVED")
        .as("after hours 1, 3 and 5");
    assertThat(alert().told()).isEqualTo(new Told(3, hour(6)));
  }

  @Test
  void acknowledge_keepsItFromBeingToldAgainUntilItIsOver() {
    see(drifted(1));
    say(acknowledge(1));
    assertThat(alert().state())
        .isEqualTo(new Acknowledged(hour(1), "ada", hour(3), "looking into it"));

    see(drifted(2), drifted(3), drifted(4), good(5), drifted(6));

    assertThat(told).containsExactly("1 FIRED", "1 RESOLVED", "2 FIRED");
  }

  @Test
  void acknowledge_ofWhatIsOverOrYetToCome_isOfNoEffect() {
    see(drifted(1), good(2));
    say(acknowledge(1));
    assertThat(alert().state()).isInstanceOf(Resolved.class);
    see(drifted(3));
    say(acknowledge(1), acknowledge(3));
    assertThat(alert().state()).isEqualTo(new Firing(hour(3)));
  }

  @Test
  void silence_ofAFiringAlert_keepsItsEndFromNobody() {
    see(drifted(1));
    say(silence("s", hour(20)));
    assertThat(alert().state()).isEqualTo(new Silenced(hour(1), "silence s"));

    see(drifted(2), drifted(3), drifted(4), good(5));

    assertThat(told)
        .as("who was told it fires must hear that it is over")
        .containsExactly("1 FIRED", "1 RESOLVED");
  }

  @Test
  void silence_beforeItOpens_isHeardByNobody() {
    say(silence("s", hour(20)));
    see(drifted(1), drifted(2), good(3));

    assertThat(told).isEmpty();
    assertThat(alert().state()).isEqualTo(new Resolved(hour(1), hour(4), "recovered"));
    assertThat(alert().episode()).isEqualTo(1);
  }

  @Test
  void unsilence_tellsWhatIsStillUnderWay_once() {
    say(silence("s", hour(20)));
    see(drifted(1));
    say(new Unsilence("s", "ada", hour(3), ""));

    assertThat(alert().state()).isEqualTo(new Firing(hour(1)));
    see(drifted(2));
    assertThat(told).containsExactly("1 FIRED");
    assertThat(book.silences()).isEmpty();
  }

  @Test
  void unsilence_tellsNothingNewToWhoHadBeenTold() {
    see(drifted(1));
    say(silence("s", hour(20)), new Unsilence("s", "ada", hour(2), ""));

    assertThat(alert().state()).isEqualTo(new Firing(hour(1)));
    assertThat(told).containsExactly("1 FIRED");
  }

  @Test
  void pass_endsSilences() {
    say(silence("s", hour(5)));
    see(drifted(1));
    pass(hour(5).minusMillis(1));
    assertThat(alert().state()).isInstanceOf(Silenced.class);
    pass(hour(5));

    assertThat(told).containsExactly("1 FIRED");
    assertThat(book.silences()).isEmpty();
  }

  @Test
  void silence_endsInEventTimeToo() {
    say(silence("s", hour(3)));
    see(drifted(1));
    assertThat(told).isEmpty();
    see(drifted(2));
    assertThat(told).as("the window ends when the silence does").containsExactly("1 FIRED");
  }

  @Test
  void silence_isOfWhatItMatchesOnly() {
    say(
        new Silence("a", Matcher.model("other"), hour(20), "ada", hour(0), ""),
        new Silence("b", Matcher.alert("other"), hour(20), "ada", hour(0), ""),
        new Silence(
            "c", new Matcher("", "", "", Optional.of("x=1"), ""), hour(20), "ada", hour(0), ""),
        new Silence(
            "d", new Matcher("", "", "9", Optional.empty(), ""), hour(20), "ada", hour(0), ""),
        new Silence(
            "e", new Matcher("", "", "", Optional.empty(), "psi"), hour(20), "ada", hour(0), ""));
    see(drifted(1));
    assertThat(told).containsExactly("1 FIRED");

    Optional<String> allRows = Optional.of("");
    Matcher exactly = new Matcher(fingerprint(), Verdicts.MODEL, "1", allRows, "drift");
    say(new Silence("f", exactly, hour(20), "ada", hour(2), ""));
    assertThat(alert().state()).isEqualTo(new Silenced(hour(1), "silence f"));
  }

  @Test
  void acknowledge_ofASilencedAlert_holdsWhenTheSilenceIsOver() {
    say(silence("s", hour(20)));
    see(drifted(1));
    say(acknowledge(1), new Unsilence("s", "ada", hour(2), ""));

    assertThat(alert().state()).isInstanceOf(Acknowledged.class);
    assertThat(told).isEmpty();
  }

  @Test
  void book_goesOnFromAlertsAndSilences() {
    say(silence("s", hour(20)));
    see(drifted(1));
    book = new AlertBook(REPEATING, book.alerts(), book.silences());
    see(drifted(2));
    assertThat(told).isEmpty();
    say(new Unsilence("s", "ada", hour(2), ""));
    assertThat(told).containsExactly("1 FIRED");
  }

  @Test
  void silence_mustEndAfterItBegins() {
    assertThatThrownBy(() -> silence("s", hour(0))).hasMessageStartingWith("until");
  }

  private Silence silence(String id, Instant until) {
    return new Silence(id, Matcher.ALL, until, "ada", hour(0), "maintenance");
  }

  private Acknowledge acknowledge(int episode) {
    return new Acknowledge(fingerprint(), episode, "ada", hour(3), "looking into it");
  }

  private void say(Command... commands) {
    for (Command command : commands) book.consider(command).forEach(this::note);
  }

  private void see(Verdict... verdicts) {
    for (Verdict verdict : verdicts) book.consider(verdict).forEach(this::note);
  }

  private void pass(Instant now) {
    book.pass(now).forEach(this::note);
  }

  private void note(AlertChange change) {
    change.news().ifPresent(news -> told.add(change.after().episode() + " " + news));
  }

  private Alert alert() {
    assertThat(book.alerts()).hasSize(1);
    return book.alerts().get(0);
  }

  private static String fingerprint() {
    return AlertKey.of(AlertRule.of(Cause.DRIFT), drifted(1)).fingerprint();
  }
}
