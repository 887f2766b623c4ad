package dev.leeway.app.demo;

import dev.leeway.app.process.LeewayProcess;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Help.Ansi;

/** How the demo went, and what still runs. */
public final class DemoReport {

  private static final Logger LOG = LoggerFactory.getLogger(DemoReport.class);

  private final DemoOutcome outcome;
  private final LeewayProcess leeway;
  private final DemoFiles files;
  private final boolean keep;
  private final Deque<AutoCloseable> parts;

  DemoReport(
      DemoOutcome outcome,
      LeewayProcess leeway,
      DemoFiles files,
      boolean keep,
      Deque<AutoCloseable> parts) {
    this.outcome = outcome;
    this.leeway = leeway;
    this.files = files;
    this.keep = keep;
    this.parts = parts;
  }

  /** Whether all happened as it should. */
  public boolean isGood() {
    return outcome.faults().isEmpty();
  }

  /** One JSON object; README.md lists its fields. */
  public String toJson() {
    return outcome.toJson();
  }

  /** For a person. */
  public String toText() {
    List<String> faults = outcome.faults();
    StringBuilder text = new StringBuilder();
    text.append('\n').append(Ansi.AUTO.string(outcome.calendar()));
    text.append("  (a mark per day: calm, or drifted)\n");
    text.append(
        String.format(
            Locale.ROOT,
            "%n%,d predictions sent, %,d counted, in %d windows of a day, %.0f s.%n"
                + "First drifted window %s; drifted: %s; windows drifted outside the incident: %d.%n"
                + "%s;%n%s.%n"
                + "%d drift alert fired, %d resolved; %d signed webhooks; %d retraining requested.%n",
            outcome.eventsSent(),
            outcome.eventsCounted(),
            outcome.windowsClosed(),
            outcome.seconds(),
            outcome.firstDriftedWindow(),
            String.join(", ", outcome.driftedColumns()),
            outcome.falseAlarms(),
            outcome.performance().text("estimated"),
            outcome.performance().text("realised"),
            outcome.alertsFired(),
            outcome.alertsResolved(),
            outcome.webhooksReceived(),
            outcome.retrainingRequests()));
    faults.forEach(fault -> text.append("NOT AS IT SHOULD BE: ").append(fault).append('\n'));
    text.append(keep ? whereToLook() : "Run it with --keep to look around.");
    return text.toString();
  }

  /** With --keep waits to be stopped; else stops everything now. */
  public void keepRunning() throws InterruptedException {
    if (keep) {
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    close(parts);
                    stopped.countDown();
                  },
                  "leeway-demo-stop"));
      stopped.await();
    }
    close(parts);
  }

  static void close(Deque<AutoCloseable> parts) {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) { // AutoCloseable.close declares no less
        LOG.warn("A part of the demo did not stop cleanly", e);
      }
    }
  }

  private String whereToLook() {
    String url = leeway.url().toString();
    return String.join(
        "\n",
        "",
        "Look around (Ctrl-C ends it):",
        "  page      " + url + "/",
        "  models    " + url + "/v1/models",
        "  verdicts  " + url + "/v1/models/" + DemoFiles.MODEL + "/verdicts",
        "  alerts    " + url + "/v1/alerts",
        "  metrics   " + url + "/metrics",
        "  health    " + url + "/health",
        "  settings  " + files.config(),
        "  Kafka     " + leeway.bootstrapServers());
  }
}
