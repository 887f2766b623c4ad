package dev.leeway.app.cli;

import static java.util.Objects.requireNonNull;

import dev.leeway.app.compare.Ink;
import dev.leeway.app.compare.JsonReport;
import dev.leeway.app.compare.Report;
import dev.leeway.app.compare.TextReport;
import dev.leeway.verdict.Measure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How verdicts on tables are printed: the options that {@code compare} and {@code check} share. */
final class ComparisonOutput {

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table (default) or json: one object with every measure of every column.",
      defaultValue = "table")
  private OutputFormat format = OutputFormat.TABLE;

  @Option(
      names = "--measures",
      split = ",",
      paramLabel = "MEASURE",
      description =
          "Which measures the table shows beside effect and evidence. Default: ${DEFAULT-VALUE}.",
      defaultValue = "ks,psi,jensen_shannon")
  private List<String> measures = new ArrayList<>();

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  /** Whether stdout is for a program. */
  boolean isJson() {
    return format == OutputFormat.JSON;
  }

  /** What prints on stdout. */
  Report report() throws IOException {
    PrintWriter out = Console.out(spec);
    if (isJson()) return new JsonReport(out);
    boolean terminal = requireNonNull(spec, "spec").commandLine().getColorScheme().ansi().enabled();
    Ink ink = Ink.of(terminal, Charset.defaultCharset());
    int width = terminal ? spec.usageMessage().width() : 0;
    return new TextReport(out, new TextReport.Paper(ink, width, shown()));
  }

  private List<Measure> shown() {
    return measures.stream()
        .map(
            key ->
                Measure.of(key)
                    .orElseThrow(
                        () ->
                            CommandFailure.badInput("--measures " + key + ": none of " + known())))
        .toList();
  }

  private static String known() {
    return Arrays.stream(Measure.values()).map(Measure::key).collect(Collectors.joining(", "));
  }
}
