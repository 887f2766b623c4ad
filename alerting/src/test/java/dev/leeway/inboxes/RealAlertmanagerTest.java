package dev.leeway.inboxes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.call.ScriptedReceiver;
import dev.leeway.delivery.Outcome;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real Alertmanager takes what the fake one is told, and passes it on as it should. */
@Timeout(120)
class RealAlertmanagerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern LISTENING = Pattern.compile("address=(127\\.0\\.0\\.1:[1-9]\\d*)");

  /** Compiled into Debian's binary, which does not start without it. */
  private static final Path TEMPLATE = Path.of("/usr/share/prometheus/alertmanager/default.tmpl");

  @Test
  void alert_firesAndResolvesWithItsWords(@TempDir Path folder) throws Exception {
    Path binary = binary();
    // Its own clock ends alerts, so they are told by the real time.
    try (ScriptedReceiver receiver = new ScriptedReceiver(ScriptedReceiver.status(200))) {
      Path config =
          Files.writeString(
              folder.resolve("alertmanager.yml"),
              """
              route: {receiver: hook, group_by: [fingerprint], group_wait: 0s, group_interval: 1s}
              receivers: [{name: hook, webhook_configs: [{url: "%s"}]}]
              """
                  .formatted(receiver.uri("/hook")));
      Path log = folder.resolve("log");
      Process alertmanager =
          new ProcessBuilder(
                  binary.toString(),
                  "--config.file=" + config,
                  "--storage.path=" + folder.resolve("data"),
                  "--web.listen-address=127.0.0.1:0",
                  "--cluster.listen-address=")
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      try {
        Inbox target = new Alertmanager(List.of(address(log)), Template.SUMMARY);
        // Takes a moment from listening to answering.
        await()
            .atMost(PATIENCE)
            .until(
                () -> Trial.sendNow(target, Trial.firing()).equals(new Outcome.Delivered("200")));
        JsonNode firing = told(receiver, "firing");
        assertThat(firing.at("/labels/model").asText()).isEqualTo("flight-delay");
        assertThat(firing.at("/annotations/description").asText()).isEqualTo(Trial.NASTY);

        assertThat(Trial.sendNow(target, Trial.resolved())).isEqualTo(new Outcome.Delivered("200"));
        JsonNode resolved = told(receiver, "resolved");
        assertThat(resolved.path("labels")).isEqualTo(firing.path("labels"));
        assertThat(resolved.at("/annotations/description").asText()).isEqualTo(Trial.NASTY);
        assertThat(resolved.path("endsAt").asText()).isEqualTo("2001-03-05T03:00:00Z");
      } finally {
        alertmanager.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    }
  }

  private static JsonNode told(ScriptedReceiver receiver, String status) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                receiver.requests().stream()
                    .map(request -> Trial.json(request).at("/alerts/0"))
                    .filter(alert -> alert.path("status").asText().equals(status))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static URI address(Path log) {
    return await().atMost(PATIENCE).until(() -> listening(log), Optional::isPresent).orElseThrow();
  }

  private static Optional<URI> listening(Path log) throws IOException {
    Matcher matcher = LISTENING.matcher(Files.readString(log, UTF_8));
    return matcher.find()
        ? Optional.of(URI.create("http://" + matcher.group(1)))
        : Optional.empty();
  }

  private static Path binary() {
    Optional<Path> found =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(folder -> Path.of(folder, "prometheus-alertmanager"))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(
        found.isPresent() && Files.exists(TEMPLATE),
        "prometheus-alertmanager and its templates are not there (Debian: package"
            + " prometheus-alertmanager)");
    return found.orElseThrow();
  }
}
