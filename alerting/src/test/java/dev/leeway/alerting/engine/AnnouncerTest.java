package dev.leeway.alerting.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.alerting.AlertBook;
import dev.leeway.alerting.Verdicts;
import dev.leeway.call.Secret;
import dev.leeway.delivery.DeliverySettings;
import dev.leeway.delivery.Recipient;
import dev.leeway.delivery.Target;
import dev.leeway.outbox.AlertingMeters;
import dev.leeway.outbox.Dispatch;
import dev.leeway.pipelines.GitHub;
import dev.leeway.pipelines.GitHubEvent;
import dev.leeway.retraining.RetrainingPolicy;
import dev.leeway.retraining.RetrainingPolicy.Start;
import dev.leeway.rule.AlertRules;
import dev.leeway.rule.Severity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnnouncerTest {

  private static final Recipient GITHUB =
      new GitHubEvent(new GitHub(GitHub.API, "acme/flights", new Secret("t0ken")), "retrain");

  @Test
  void announce_sendsARequestByItself() {
    Dispatch request = request(Start.AUTO);
    assertThat(request.state()).isEqualTo(Dispatch.State.QUEUED);
    assertThat(request.message().body())
        .contains("\"report\":\"https://leeway.example.com/v1/retrainings/" + request.id() + "\"")
        .contains("\"cutOffs\":{\"eventTime\":")
        .contains("leeway profile build --data TRAINING_DATA --model ");
  }

  @Test
  void announce_holdsARequestThatAPersonMustSeeFirst() {
    Dispatch request = request(Start.APPROVAL);
    assertThat(request.held()).isTrue();
    assertThat(request.outcome()).isEqualTo("held: waits for approval");
    assertThat(request.again().state()).isEqualTo(Dispatch.State.QUEUED);
  }

  @Test
  void announce_onlyWritesDownWhatADryRunWouldAskFor() {
    assertThat(request(Start.DRY_RUN).outcome()).isEqualTo("held: dry run");
  }

  @Test
  void settings_tellPipelinesFromThoseWhoHearOfAlerts() {
    assertThatThrownBy(() -> settings(Start.AUTO, List.of(Route.everything("ci"))))
        .hasMessage("the target ci takes no alerts");
  }

  private static Dispatch request(Start start) {
    AlertingSettings settings = settings(start, List.of());
    Announcer announcer =
        new Announcer(
            settings,
            new AlertingMeters(new SimpleMeterRegistry()),
            InstantSource.fixed(Instant.parse("2001-03-05T12:00:00Z")),
            since -> List.of());
    List<Dispatch> told =
        announcer.announce(
            new AlertBook(AlertRules.DEFAULT, List.of()).consider(Verdicts.drifted(1)));
    assertThat(told).hasSize(1);
    return told.get(0);
  }

  private static AlertingSettings settings(Start start, List<Route> routes) {
    return new AlertingSettings(
        AlertRules.DEFAULT,
        DeliverySettings.of(List.of(Target.of("ci", GITHUB))),
        routes,
        List.of(
            new RetrainingPolicy(
                "nightly", "ci", Set.of(), Severity.INFO, Duration.ofHours(24), 3, start, 3)),
        new Links("https://leeway.example.com", ""));
  }
}
