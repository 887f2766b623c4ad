package dev.leeway.inboxes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.call.Secret;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The same messages to real targets, where somebody sees them: only where environment variables
 * name them. CONTRIBUTING.md tells which; without them these tests are skipped, with the variable's
 * name.
 */
class LiveInboxesTest {

  @Test
  @EnabledIfEnvironmentVariable(named = "LEEWAY_LIVE_SLACK_URL", matches = ".+")
  void slack_takesAnAlert() throws Exception {
    told(new Slack(secret("LEEWAY_LIVE_SLACK_URL"), Template.SUMMARY));
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "LEEWAY_LIVE_TEAMS_URL", matches = ".+")
  void teams_takeAnAlert() throws Exception {
    told(new Teams(secret("LEEWAY_LIVE_TEAMS_URL"), Template.SUMMARY));
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "LEEWAY_LIVE_PAGERDUTY_KEY", matches = ".+")
  void pagerDuty_takesAnAlert() throws Exception {
    told(new PagerDuty(PagerDuty.URL, secret("LEEWAY_LIVE_PAGERDUTY_KEY"), Template.SUMMARY));
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "LEEWAY_LIVE_OPSGENIE_KEY", matches = ".+")
  void opsgenie_takesAnAlert() throws Exception {
    told(new Opsgenie(Opsgenie.URL, secret("LEEWAY_LIVE_OPSGENIE_KEY"), Template.SUMMARY));
  }

  /** With a model flight-delay that has a version 1, and an experiment 0. */
  @Test
  @EnabledIfEnvironmentVariable(named = "LEEWAY_LIVE_MLFLOW_URL", matches = ".+")
  void mlflow_takesAnAlert() throws Exception {
    URI url = URI.create(secret("LEEWAY_LIVE_MLFLOW_URL").reveal());
    told(new Mlflow(url, Optional.empty(), Optional.of("0")));
  }

  private static void told(Inbox inbox) throws InterruptedException {
    assertThat(Trial.sendNow(inbox, Trial.firing()).reached()).isTrue();
    assertThat(Trial.sendNow(inbox, Trial.resolved()).reached()).isTrue();
  }

  private static Secret secret(String name) {
    return new Secret(System.getenv(name));
  }
}
