package dev.leeway.app.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.app.replay.EventTimes;
import dev.leeway.app.replay.Replay;
import dev.leeway.app.replay.ReplayColumns;
import dev.leeway.app.replay.ReplayException;
import dev.leeway.app.replay.ReplayOutcome;
import dev.leeway.app.replay.ReplayPlan;
import dev.leeway.app.rows.RowFiles;
import dev.leeway.app.rows.RowOptions;
import dev.leeway.app.rows.RowProgress;
import dev.leeway.app.rows.RowSource;
import dev.leeway.config.yaml.DurationText;
import dev.leeway.event.ModelRef;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leeway replay}: files as live events. */
@Command(
    name = "replay",
    description = {
      "Sends tables as live events to a running Leeway: predictions in the order of their times,",
      "at a chosen speed, and labels when they became known.",
      "Columns that are nothing else are features."
    })
final class ReplayCommand implements Callable<Integer> {

  @Option(
      names = "--predictions",
      required = true,
      paramLabel = "FILE",
      description = "The predictions: " + RowFiles.ENDINGS + ".")
  private @Nullable Path predictions;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "The labels, where they are not a column of the predictions.")
  private @Nullable Path labels;

  @Option(names = "--model", required = true, paramLabel = "NAME", description = "The model.")
  private String model = "";

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      description = "The version of the model. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private String version = "1";

  @Option(
      names = "--id-column",
      paramLabel = "COLUMN",
      description = {
        "Names a prediction, in both files.",
        "Default: without --labels predictions are named row-1, row-2 and so on."
      })
  private @Nullable String idColumn;

  @Option(
      names = "--time-column",
      paramLabel = "COLUMN",
      description = "When a prediction was made. Default: rows are --every apart.")
  private @Nullable String timeColumn;

  @Option(
      names = "--output-column",
      required = true,
      split = ",",
      paramLabel = "COLUMN",
      description = "What the model answered: classes, scores, numbers.")
  private List<String> outputs = new ArrayList<>();

  @Option(
      names = "--tag-column",
      split = ",",
      paramLabel = "COLUMN",
      description = "For segments only.")
  private List<String> tags = new ArrayList<>();

  @Option(
      names = "--entity-column",
      paramLabel = "COLUMN",
      description = "What a prediction is about.")
  private @Nullable String entity;

  @Option(
      names = "--label-column",
      paramLabel = "COLUMN",
      description = "The true outcome, in the labels' file, or in the predictions' without one.")
  private @Nullable String label;

  @Option(
      names = "--label-time-column",
      paramLabel = "COLUMN",
      description = "When the outcome became known. Default: --label-delay after the prediction.")
  private @Nullable String labelTime;

  @Option(
      names = "--label-delay",
      paramLabel = "SPAN",
      description = "For example 7d. Default: ${DEFAULT-VALUE}.",
      defaultValue = "0s")
  private String labelDelay = "0s";

  @Mixin private ColumnOptions columns = new ColumnOptions();

  @Option(
      names = "--times",
      paramLabel = "TIMES",
      description = {
        "Which event times predictions carry: those of the file (default), shifted so that the",
        "newest is now, or now, when each is sent. The model's monitor must admit them (maxPast)."
      },
      defaultValue = "file")
  private EventTimes times = EventTimes.FILE;

  @Option(
      names = "--speed",
      paramLabel = "FACTOR",
      description = {
        "How many times as fast as it happened: 1 is live, 3600 an hour in a second.",
        "Default: max, as fast as events are taken."
      },
      defaultValue = "max")
  private String speed = "max";

  @Option(
      names = "--every",
      paramLabel = "SPAN",
      description = "How far rows are apart without --time-column. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1s")
  private String every = "1s";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where Leeway listens. Default: ${DEFAULT-VALUE}.",
      defaultValue = "http://127.0.0.1:8080")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Option(
      names = "--patience",
      paramLabel = "SPAN",
      description =
          "How long a Leeway that is away or busy is waited for. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1m")
  private String patience = "1m";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table (default) or json.",
      defaultValue = "table")
  private OutputFormat format = OutputFormat.TABLE;

  // The usual help options would bring a --version of their own. Only picocli reads the field.
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Replay replay = new Replay(plan());
    ReplayOutcome outcome;
    try (ReadingProgress reading = ReadingProgress.onTerminal();
        ReadingProgress sending = ReadingProgress.onTerminal("Replaying")) {
      outcome = replay.run(tables(reading), sending);
    } catch (ReplayException e) {
      String message = String.valueOf(e.getMessage());
      throw e.isInputWrong() ? CommandFailure.badInput(message) : CommandFailure.outside(message);
    }
    tell(outcome);
    return outcome.isWhole() ? ExitCode.GOOD : ExitCode.BAD_INPUT;
  }

  private ReplayPlan plan() {
    OptionalDouble factor =
        speed.equals("max") ? OptionalDouble.empty() : OptionalDouble.of(factor());
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw CommandFailure.badInput("--url must begin with http:// or https://: " + url);
    }
    if (timeColumn == null && times == EventTimes.FILE) {
      throw CommandFailure.badInput(
          "which column says when a prediction was made? --time-column COLUMN; or --times now or"
              + " --times shifted for rows without times");
    }
    return BadInput.unlessAllowed(
        () ->
            new ReplayPlan(
                url, times, factor, span("--every", every), span("--patience", patience)));
  }

  private double factor() {
    try {
      return Double.parseDouble(speed);
    } catch (NumberFormatException e) {
      throw CommandFailure.badInput("--speed must be max or a number: " + speed);
    }
  }

  private Replay.Tables tables(RowProgress progress) {
    RowOptions options = columns.lenient();
    Path file = requireNonNull(predictions, "predictions");
    RowSource table = RowFiles.open(file, options, progress);
    ReplayColumns roles = roles();
    new ColumnNames(file.toString(), carried(table.columns(), roles), columns.renamed());
    Path labelFile = labels;
    if (labelFile != null && label == null) {
      throw CommandFailure.badInput("which column of --labels is the label? --label-column COLUMN");
    }
    if (labelFile != null && idColumn == null) {
      throw CommandFailure.badInput(
          "which column names the prediction of a label? --id-column COLUMN");
    }
    RowSource labelTable = labelFile == null ? null : RowFiles.open(labelFile, options, progress);
    return new Replay.Tables(
        BadInput.unlessAllowed(() -> new ModelRef(model, version)), table, labelTable, roles);
  }

  /** The columns that predictions carry as columns. */
  private static List<String> carried(List<String> columns, ReplayColumns roles) {
    List<String> carried = new ArrayList<>(columns);
    for (Optional<String> role :
        List.of(roles.id(), roles.time(), roles.entity(), roles.label(), roles.labelTime())) {
      role.ifPresent(carried::remove);
    }
    return carried;
  }

  private ReplayColumns roles() {
    return new ReplayColumns(
        Optional.ofNullable(idColumn),
        Optional.ofNullable(timeColumn),
        Set.copyOf(outputs),
        Set.copyOf(tags),
        Optional.ofNullable(entity),
        columns.renamed(),
        Optional.ofNullable(label),
        Optional.ofNullable(labelTime),
        span("--label-delay", labelDelay));
  }

  private static Duration span(String option, String text) {
    return DurationText.parse(text)
        .orElseThrow(
            () ->
                CommandFailure.badInput(
                    option
                        + " must be a whole number with a unit, such as 30s, 1h or 7d: "
                        + text));
  }

  private void tell(ReplayOutcome outcome) {
    PrintWriter err = Console.err(spec);
    outcome.errors().forEach(error -> err.println("refused: " + error));
    err.flush();
    PrintWriter out = Console.out(spec);
    if (format == OutputFormat.JSON) {
      ObjectNode json = new ObjectMapper().createObjectNode();
      json.set("predictions", counts(outcome.predictions()));
      json.set("labels", counts(outcome.labels()));
      json.put("seconds", outcome.seconds());
      out.println(json);
    } else {
      out.printf(
          Locale.ROOT,
          "sent %,d predictions and %,d labels in %.1f s%s%n",
          outcome.predictions().accepted(),
          outcome.labels().accepted(),
          outcome.seconds(),
          refused(outcome));
    }
    out.flush();
  }

  private static ObjectNode counts(ReplayOutcome.Sent sent) {
    return new ObjectMapper()
        .createObjectNode()
        .put("accepted", sent.accepted())
        .put("refused", sent.refused());
  }

  private static String refused(ReplayOutcome outcome) {
    if (outcome.isWhole()) return "";
    return String.format(
        Locale.ROOT,
        "; refused were %,d predictions and %,d labels",
        outcome.predictions().refused(),
        outcome.labels().refused());
  }
}
