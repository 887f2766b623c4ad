package dev.leeway.app.api;

import dev.leeway.outbox.Dispatch;
import dev.leeway.pipelines.Retrainings.Report;
import dev.leeway.pipelines.Retrainings.Retraining;
import dev.leeway.pipelines.Retrainings.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A retraining that was asked for and has finished. */
final class Asked {

  static final String ID = "abc";

  private static final Instant TIME = Instant.parse("2001-03-05T02:00:00Z");

  private Asked() {}

  static List<Retraining> all() {
    Dispatch request =
        Dispatch.queued(
            ID,
            new Dispatch.Message(
                "ci",
                "dev.leeway.retraining.requested",
                "{\"data\": {\"model\": \"flights\"}}",
                new Dispatch.Topic("flights", "fingerprint", 1, "nightly", TIME)),
            TIME.plusSeconds(10),
            1);
    return List.of(
        new Retraining(
            request.tried(Dispatch.State.DELIVERED, "204"),
            Optional.of(new Report(Stage.FINISHED, "2", "ref-2", "")),
            Optional.of(TIME.plusSeconds(3_600))));
  }
}
