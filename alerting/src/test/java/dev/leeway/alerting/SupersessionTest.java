package dev.leeway.alerting;

import static dev.leeway.alerting.Verdicts.drifted;
import static dev.leeway.alerting.Verdicts.good;
import static dev.leeway.alerting.Verdicts.hour;
import static dev.leeway.alerting.Verdicts.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.alerting.AlertState.Resolved;
import dev.leeway.rule.AlertRules;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a newer version ends the alert of an older one. */
class SupersessionTest {

  private final AlertBook book = new AlertBook(AlertRules.DEFAULT, List.of());

  /** What was told, as episode and state, for example {@code 1 firing}. */
  private final List<String> told = new ArrayList<>();

  @Test
  void consider_resolvesTheOlderVersionWhenANewerOneIsGood() {
    see(good(0), drifted(1), drifted(2), verdict("2", 3, 1, State.OK));
    assertThat(alert("1").state()).isEqualTo(new Resolved(hour(1), hour(4), "version 2"));
    assertThat(alert("1").findings().summary()).contains("version 2 has taken over");
  }

  @Test
  void consider_resolvesTheOlderVersionWithTheWindowTheyShare() {
    see(good(0), drifted(1), drifted(2), verdict("2", 2, 1, State.OK));
    assertThat(alert("1").open()).isFalse();
  }

  @Test
  void consider_leavesTheOlderVersionFiringWhileTheNewerIsNotGood() {
    see(
        drifted(1),
        drifted(4),
        verdict("2", 3, 1, State.OK),
        verdict("2", 4, 1, State.UNKNOWN),
        verdict("2", 5, 1, State.DRIFTED));
    assertThat(alert("1").open()).as("the good window lies before the drift").isTrue();
    assertThat(alert("2").open()).isTrue();
    see(verdict("2", 6, 1, State.OK));
    assertThat(alert("1").state()).isEqualTo(new Resolved(hour(1), hour(7), "version 2"));
  }

  @Test
  void consider_doesNotResolveTheNewerVersionByTheOlder() {
    see(good(0), verdict("2", 1, 1, State.DRIFTED), good(1), good(2));
    assertThat(alert("2").open()).isTrue();
  }

  @Test
  void consider_doesNotResolveAVersionThatRanSideBySideFromTheStart() {
    see(drifted(0), verdict("2", 0, 1, State.OK), verdict("2", 1, 1, State.OK));
    assertThat(alert("1").open()).isTrue();
  }

  @Test
  void consider_doesNotResolveAnotherSegment() {
    see(
        verdict("1", "country=DE", 1, 1, State.DRIFTED),
        verdict("2", "country=FR", 2, 1, State.OK));
    assertThat(book.alerts().stream().filter(Alert::open)).hasSize(1);
  }

  /** The partitions of two versions are read in any order; the outcome must not depend on it. */
  @Test
  void consider_resolvesAlsoWhenTheNewerVersionWasReadFirst() {
    see(good(0), verdict("2", 1, 1, State.OK), verdict("2", 2, 1, State.OK), drifted(1));
    assertThat(told).containsExactly("1 firing", "1 resolved");
    assertThat(alert("1").state()).isEqualTo(new Resolved(hour(1), hour(2), "version 2"));
  }

  @Test
  void consider_doesNotFireAndResolveWithEveryWindowOfARollOut() {
    see(good(0));
    for (int hour = 1; hour < 8; hour++) see(drifted(hour), verdict("2", hour, 1, State.OK));
    assertThat(told).containsExactly("1 firing", "1 resolved");
  }

  @Test
  void consider_firesAgainAfterARollBack() {
    see(good(0), drifted(1), verdict("2", 1, 1, State.OK), verdict("2", 2, 1, State.OK));
    see(drifted(3), drifted(4));
    assertThat(told).containsExactly("1 firing", "1 resolved", "2 firing");
    assertThat(alert("1").open()).isTrue();
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

  private Alert alert(String version) {
    return book.alerts().stream()
        .filter(alert -> alert.key().model().version().equals(version))
        .findFirst()
        .orElseThrow();
  }
}
