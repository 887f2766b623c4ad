package dev.leeway.app.cli;

import dev.leeway.alerting.Command.Matcher;
import dev.leeway.alerting.Command.Silence;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leeway alerts silence}: nobody is told of certain alerts for a while. */
@Command(
    name = "silence",
    mixinStandardHelpOptions = true,
    description = {
      "Keeps alerts from being told for a while, at most 90 days; they go on being watched.",
      "What is not given is not asked about; at least one of --alert, --model and --rule is needed.",
      "Prints the silence's id, with which it can be taken back."
    })
final class AlertsSilence implements Callable<Integer> {

  @Option(names = "--alert", paramLabel = "FINGERPRINT", description = "Only this alert.")
  private String alert = "";

  @Option(names = "--model", paramLabel = "NAME", description = "Only alerts of this model.")
  private String model = "";

  @Option(names = "--model-version", paramLabel = "VERSION", description = "Only of this version.")
  private String version = "";

  @Option(
      names = "--segment",
      paramLabel = "SEGMENT",
      description = "Only of this segment, as column=value; '' for all rows together.")
  private @Nullable String segment;

  @Option(names = "--rule", paramLabel = "NAME", description = "Only alerts of this rule.")
  private String rule = "";

  @ArgGroup(multiplicity = "1")
  private End end = new End();

  @Mixin private SaidOptions said = new SaidOptions();

  @Mixin private DeskOptions desk = new DeskOptions();

  @Spec private @Nullable CommandSpec spec;

  /** When it ends. */
  static final class End {

    @Option(
        names = "--for",
        paramLabel = "DURATION",
        description = "How long, for example PT2H or P3D.")
    private @Nullable Duration length;

    @Option(
        names = "--until",
        paramLabel = "TIME",
        description = "Until when, for example 2026-01-31T12:00:00Z.")
    private @Nullable String time;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Matcher of = new Matcher(alert, model, version, Optional.ofNullable(segment), rule);
    if (alert.isEmpty() && model.isEmpty() && rule.isEmpty()) {
      throw CommandFailure.badInput("say which alerts: --alert, --model or --rule");
    }
    Instant until = until();
    Silence silence = desk.work(known -> silenced(() -> known.silence(of, until, said.said())));
    PrintWriter out = Console.out(spec);
    out.println(silence.id());
    out.flush();
    return ExitCode.GOOD;
  }

  /** What may find that the end is out of range. */
  @FunctionalInterface
  private interface Attempt {

    Silence make() throws InterruptedException;
  }

  private static Silence silenced(Attempt attempt) throws InterruptedException {
    try {
      return attempt.make();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput(String.valueOf(e.getMessage()));
    }
  }

  private Instant until() {
    Duration length = end.length;
    if (length != null) return InstantSource.system().instant().plus(length);
    try {
      return Instant.parse(String.valueOf(end.time));
    } catch (DateTimeException e) {
      throw CommandFailure.badInput("--until is no time such as 2026-01-31T12:00:00Z");
    }
  }
}
