package dev.leeway.app.cli;

import dev.leeway.app.compare.GithubReport;
import dev.leeway.app.compare.JunitReport;
import dev.leeway.app.compare.Outcome;
import dev.leeway.app.compare.Report;
import dev.leeway.app.compare.Reports;
import dev.leeway.verdict.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leeway check}: a comparison whose exit code is the answer, for build servers. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Compares as \"leeway compare\" does; the exit code says whether all is well.",
      "It is 1 when data drifted, a constraint of the monitor does not hold, the model does worse",
      "than allowed, or nothing could be compared."
    })
final class CheckCommand implements Callable<Integer> {

  @Mixin private final ComparedTables tables = new ComparedTables();

  @Mixin private final ComparisonOutput output = new ComparisonOutput();

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Writes the verdicts as JUnit XML too.")
  private @Nullable Path junit;

  @Option(
      names = "--github",
      negatable = true,
      description = "Prints annotations for GitHub Actions. Default: where GITHUB_ACTIONS is true.")
  private @Nullable Boolean github;

  @Option(
      names = "--allow-unknown",
      description = "Exit code 0 also where nothing could be compared.")
  private boolean allowUnknown;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<Report> reports = new ArrayList<>();
    Path xml = junit;
    if (xml != null) reports.add(new JunitReport(OutputFile.written(xml)));
    reports.add(output.report());
    // Between the lines of a JSON object they would spoil it; the runner reads both streams.
    if (annotates()) {
      reports.add(new GithubReport(output.isJson() ? Console.err(spec) : Console.out(spec)));
    }
    Outcome outcome = tables.read().tell(new Reports(reports));
    boolean known = allowUnknown || outcome.state() != State.UNKNOWN;
    boolean bad = outcome.drifted() > 0 || outcome.failed() > 0 || outcome.worse() > 0;
    return known && !bad ? ExitCode.GOOD : ExitCode.FAILED_CHECK;
  }

  private boolean annotates() {
    Boolean wanted = github;
    return wanted == null ? "true".equals(System.getenv("GITHUB_ACTIONS")) : wanted;
  }
}
