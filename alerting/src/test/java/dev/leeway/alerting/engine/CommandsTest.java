package dev.leeway.alerting.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.alerting.Alert;
import dev.leeway.alerting.AlertState.Acknowledged;
import dev.leeway.alerting.AlertState.Firing;
import dev.leeway.alerting.Command;
import dev.leeway.alerting.Command.Acknowledge;
import dev.leeway.alerting.Command.Matcher;
import dev.leeway.alerting.Command.Silence;
import dev.leeway.alerting.Command.Unsilence;
import dev.leeway.alerting.Verdicts;
import dev.leeway.alerting.engine.AlertDesk.Said;
import dev.leeway.wire.Undecodable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people say at the desk, and what alerting does about it, over restarts. */
class CommandsTest {

  private static final Said ANNA = new Said("anna", "a release is under way");
  private static final Instant SOON = EngineLab.NOW.plus(Duration.ofHours(2));

  private final EngineLab lab = new EngineLab();
  private final AlertDesk desk = lab.desk();

  @Test
  void silence_holdsOverARestart_andEndsWhenItIsTakenBack() throws Exception {
    Silence silence = desk.silence(Matcher.model(Verdicts.MODEL), SOON, ANNA);
    lab.workInOneLife();
    lab.workInOneLife(Verdicts.drifted(1));
    assertThat(lab.messages()).isEmpty();
    assertThat(lab.alerts()).singleElement().matches(alert -> !(alert.state() instanceof Firing));

    assertThat(desk.unsilence(silence.id(), ANNA)).isTrue();
    lab.workInOneLife();

    assertThat(lab.types()).contains("dev.leeway.alert.firing");
    assertThat(lab.alerts()).singleElement().matches(alert -> alert.state() instanceof Firing);
  }

  @Test
  void silence_ofAnotherModel_holdsNothing() throws Exception {
    desk.silence(Matcher.model("other"), SOON, ANNA);
    lab.workInOneLife(Verdicts.drifted(1));

    assertThat(lab.types()).contains("dev.leeway.alert.firing");
  }

  @Test
  void acknowledge_isKeptWithWhoWhenAndWhy_overARestart() throws Exception {
    lab.workInOneLife(Verdicts.drifted(1));
    assertThat(desk.acknowledge(fingerprint(), ANNA)).isEqualTo(AlertDesk.Acknowledged.TAKEN);
    lab.workInOneLife();
    lab.workInOneLife(Verdicts.drifted(2));

    assertThat(lab.alerts())
        .singleElement()
        .extracting(Alert::state)
        .isInstanceOfSatisfying(
            Acknowledged.class,
            state -> {
              assertThat(state.who()).isEqualTo("anna");
              assertThat(state.at()).isEqualTo(EngineLab.NOW);
              assertThat(state.why()).isEqualTo(ANNA.why());
            });
  }

  @Test
  void acknowledge_ofWhatIsNotOpen_isRefused() throws Exception {
    assertThat(desk.acknowledge("nobody", ANNA)).isEqualTo(AlertDesk.Acknowledged.UNKNOWN);
    lab.workInOneLife(Verdicts.good(1));
    assertThat(desk.acknowledge(fingerprint(), ANNA)).isEqualTo(AlertDesk.Acknowledged.NOT_OPEN);
    assertThat(lab.kafka.records(lab.topics.alertCommands())).isEmpty();
  }

  @Test
  void silences_areThoseInForce() throws Exception {
    Silence first = desk.silence(Matcher.model("a"), SOON, ANNA);
    Silence second = desk.silence(Matcher.model("b"), SOON.plusSeconds(1), ANNA);
    assertThat(desk.silences()).containsExactly(first, second);

    assertThat(desk.unsilence(first.id(), ANNA)).isTrue();
    assertThat(desk.unsilence(first.id(), ANNA)).as("twice").isFalse();
    assertThat(desk.silences()).containsExactly(second);
    assertThat(lab.kafka.records(lab.topics.alertCommands())).as("the trail keeps all").hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "-PT1H", "P91D"})
  void silence_endsSoonEnoughAndNotBeforeItBegins(String length) {
    Instant until = EngineLab.NOW.plus(Duration.parse(length));
    assertThatThrownBy(() -> desk.silence(Matcher.model("a"), until, ANNA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("until");
  }

  @Test
  void wire_keepsEveryCommand() throws Undecodable {
    CommandWire wire = new CommandWire(lab.registry, lab.topics);
    Matcher all = new Matcher("f", "m", "1", Optional.of("country=de"), "drift");
    for (Command command :
        new Command[] {
          new Silence("s", all, SOON, "anna", EngineLab.NOW, "why"),
          new Silence("s", Matcher.model("m"), SOON, "anna", EngineLab.NOW, ""),
          new Unsilence("s", "bob", EngineLab.NOW, "over"),
          new Acknowledge("f", 3, "bob", EngineLab.NOW, "mine")
        }) {
      assertThat(wire.decode(wire.encode(command))).isEqualTo(command);
    }
  }

  @Test
  void step_quarantinesWhatIsNoCommandAndGoesOn() {
    lab.kafka.append(lab.topics.alertCommands(), 0, new byte[] {9, 9, 9, 9, 9, 9});
    lab.workInOneLife(Verdicts.drifted(1));

    assertThat(lab.kafka.records(lab.topics.quarantine())).hasSize(1);
    assertThat(lab.types()).contains("dev.leeway.alert.firing");
  }

  private String fingerprint() {
    return lab.alerts().get(0).key().fingerprint();
  }
}
