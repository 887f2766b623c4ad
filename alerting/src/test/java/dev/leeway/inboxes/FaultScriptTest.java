package dev.leeway.inboxes;

import static dev.leeway.call.ScriptedReceiver.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.call.ScriptedReceiver;
import dev.leeway.call.ScriptedReceiver.Answer;
import dev.leeway.call.Secret;
import dev.leeway.call.SelfSignedReceiver;
import dev.leeway.delivery.Outcome;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the way to every inbox does when the other side is ill. */
@Timeout(60)
class FaultScriptTest {

  private static final Duration BOUND = Duration.ofSeconds(6);

  private enum Kind {
    ALERTMANAGER,
    SLACK,
    TEAMS,
    PAGERDUTY,
    OPSGENIE,
    MLFLOW;

    Inbox at(URI uri) {
      Secret secret = new Secret(uri.toString());
      return switch (this) {
        case ALERTMANAGER -> new Alertmanager(List.of(uri), Template.SUMMARY);
        case SLACK -> new Slack(secret, Template.SUMMARY);
        case TEAMS -> new Teams(secret, Template.SUMMARY);
        case PAGERDUTY -> new PagerDuty(uri, secret, Template.SUMMARY);
        case OPSGENIE -> new Opsgenie(uri, secret, Template.SUMMARY);
        case MLFLOW -> new Mlflow(uri, Optional.of(secret), Optional.of("1"));
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void send_triesAgainWhatWasNotAnswered(Kind kind) throws Exception {
    Answer[] faults = {
      status(500), ScriptedReceiver.hang(), ScriptedReceiver.resetInBody(), ScriptedReceiver.drip()
    };
    for (Answer fault : faults) {
      try (ScriptedReceiver server = new ScriptedReceiver(fault)) {
        assertThat(timed(kind.at(server.uri("/")))).isInstanceOf(Outcome.Unavailable.class);
        assertThat(server.requests()).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void send_followsNoRedirect(Kind kind) throws Exception {
    try (ScriptedReceiver metadata = new ScriptedReceiver();
        ScriptedReceiver server =
            new ScriptedReceiver(status(301, "Location: " + metadata.uri("/latest/meta-data")))) {
      assertThat(timed(kind.at(server.uri("/"))))
          .isEqualTo(new Outcome.Refused("301 redirect not followed"));
      assertThat(metadata.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void send_leavesATargetAloneThatAsksForIt(Kind kind) throws Exception {
    try (ScriptedReceiver server = new ScriptedReceiver(status(429, "Retry-After: 77"))) {
      assertThat(timed(kind.at(server.uri("/"))))
          .isEqualTo(new Outcome.Unavailable("429", Duration.ofSeconds(77)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void send_readsOnlySoMuchOfAHugeBody(Kind kind) throws Exception {
    try (ScriptedReceiver server = new ScriptedReceiver(ScriptedReceiver.endless())) {
      timed(kind.at(server.uri("/")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void send_tellsNothingToAServerNobodyVouchesFor(Kind kind, @TempDir Path folder)
      throws Exception {
    try (SelfSignedReceiver server = new SelfSignedReceiver(folder)) {
      assertThat(timed(kind.at(server.uri()))).isEqualTo(new Outcome.Unavailable("TLS failure"));
      assertThat(server.requests()).isZero();
    }
  }

  private static Outcome timed(Inbox inbox) throws InterruptedException {
    long before = System.nanoTime();
    Outcome outcome = Trial.send(inbox, Trial.firing());
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(BOUND);
    return outcome;
  }
}
