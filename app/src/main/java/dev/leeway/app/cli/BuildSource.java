package dev.leeway.app.cli;

import dev.leeway.app.history.OffsetRange;
import dev.leeway.app.history.TopicBounds;
import dev.leeway.app.history.TopicSpan;
import dev.leeway.app.history.WindowsReference;
import dev.leeway.app.rows.RowFiles;
import dev.leeway.config.yaml.DurationText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What a reference is made of: a file, a part of a topic, or closed windows. */
final class BuildSource {

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "The data: " + RowFiles.ENDINGS + ".")
  @Nullable Path data;

  @ArgGroup(exclusive = false)
  @Nullable TopicChoice topic;

  @ArgGroup(exclusive = false)
  @Nullable WindowsChoice windows;

  /** Predictions in a topic. */
  static final class TopicChoice {

    @Option(
        names = "--from-topic",
        required = true,
        paramLabel = "TOPIC",
        description = "Predictions of the model version in this topic, instead of a file.")
    private String topic = "";

    @Option(
        names = "--offsets",
        split = ",",
        paramLabel = "PARTITION:FROM-TO",
        description = "Only these offsets, the last one not included. Default: all there is.")
    private List<String> offsets = new ArrayList<>();

    @Option(
        names = "--from-time",
        paramLabel = "TIME",
        description = "Only what was received from then on, such as 2001-03-05T00:00:00Z.")
    private @Nullable Instant from;

    @Option(
        names = "--to-time",
        paramLabel = "TIME",
        description = "Only what was received before.")
    private @Nullable Instant to;

    /** The part of the topic that is meant. */
    TopicSpan span(Map<String, Object> kafka) throws IOException {
      TopicBounds bounds = new TopicBounds(kafka, topic);
      Instant start = from;
      Instant end = to;
      boolean times = start != null || end != null;
      if (!offsets.isEmpty() && times) {
        throw CommandFailure.badInput("--offsets and times do not go together");
      }
      if (!offsets.isEmpty()) {
        return bounds.offsets(BadInput.unlessAllowed(() -> OffsetRange.parse(offsets)));
      }
      if (!times) return bounds.whole();
      // The end of all time, but such that it still is a number of milliseconds.
      return bounds.times(
          start == null ? Instant.EPOCH : start,
          end == null ? Instant.ofEpochMilli(Long.MAX_VALUE) : end);
    }
  }

  /** Windows that the drift job closed. */
  static final class WindowsChoice {

    // That the option is given says it all. Only picocli writes the field.
    @SuppressWarnings("UnusedVariable")
    @Option(
        names = "--from-windows",
        required = true,
        description = "Closed windows of the model version, instead of a file.")
    private boolean windows;

    @Option(
        names = "--last",
        paramLabel = "DURATION",
        description = "How far back from the newest window. Default: ${DEFAULT-VALUE}.",
        defaultValue = "28d")
    private String last = "28d";

    @Option(
        names = "--same-hour",
        arity = "0..1",
        fallbackValue = NEXT,
        paramLabel = "TIME",
        description = {
          "Only windows that start in the hour of the week that this time is in.",
          "Without a time: in which the newest window ends."
        })
    private @Nullable String hour;

    private static final String NEXT = "next";

    WindowsReference.Wanted wanted() {
      Duration back =
          DurationText.parse(last)
              .filter(duration -> !duration.isZero())
              .orElseThrow(
                  () -> CommandFailure.badInput("--last " + last + " is no duration such as 28d"));
      String given = hour;
      if (given == null) return new WindowsReference.Wanted(back, false, Optional.empty());
      if (given.equals(NEXT)) return new WindowsReference.Wanted(back, true, Optional.empty());
      try {
        return new WindowsReference.Wanted(back, true, Optional.of(Instant.parse(given)));
      } catch (DateTimeParseException e) {
        throw CommandFailure.badInput(
            "--same-hour " + given + " is no time such as 2001-03-05T00:00:00Z");
      }
    }
  }
}
