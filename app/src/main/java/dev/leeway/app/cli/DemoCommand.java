package dev.leeway.app.cli;

import dev.leeway.app.demo.Demo;
import dev.leeway.app.demo.DemoReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leeway demo}: real flights, a planted incident, everything live. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Shows Leeway at work on real flights with one planted incident; takes under a minute.",
      "A flight-delay service is played on 20,000 US flights of 2001. On 5 March its feed starts",
      "to send kilometres for miles; Leeway notices, alerts, and asks for a retraining."
    })
final class DemoCommand implements Callable<Integer> {

  @Option(
      names = "--keep",
      description = "Keep running afterwards, to look around; Ctrl-C ends it.")
  private boolean keep;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table (default) or json: one object as the last line of stdout.",
      defaultValue = "table")
  private OutputFormat format = OutputFormat.TABLE;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of the API and page; 0 for any free one. Default: 8080 if it is free.")
  private @Nullable Integer port;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Where to keep settings and data. Default: a temporary folder, deleted at the end.")
  private @Nullable Path dataDir;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = Console.out(spec);
    Demo.Wish wish = new Demo.Wish(keep, Optional.ofNullable(port), Optional.ofNullable(dataDir));
    try {
      DemoReport report = new Demo(Console.err(spec)).run(wish);
      out.println(format == OutputFormat.JSON ? report.toJson() : report.toText());
      out.flush();
      report.keepRunning();
      return report.isGood() ? ExitCode.GOOD : ExitCode.FAILED_CHECK;
    } catch (IOException e) {
      throw CommandFailure.outside("The demo cannot go on: " + e.getMessage());
    }
  }
}
