package dev.leeway.app.cli;

import static java.util.Objects.requireNonNull;

import dev.leeway.app.config.LoadedConfig;
import dev.leeway.app.config.ProcessConfig;
import dev.leeway.app.process.ReferencePublisher;
import dev.leeway.app.profile.ReferenceJson;
import dev.leeway.app.profile.ReferenceText;
import dev.leeway.monitor.Monitor;
import dev.leeway.reference.Reference;
import dev.leeway.wire.ReferenceWire;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leeway profile publish}: gives a reference to the running processes. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = {
      "Publishes a reference, with which windows of its model version are compared.",
      "Without options it goes to the Leeway that runs on this machine."
    })
final class ProfilePublish implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The reference.")
  private @Nullable Path file;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--effective-from",
      paramLabel = "TIME",
      description = {
        "Event time from which it holds, such as 2001-03-05T00:00:00Z, at the start of a pane.",
        "Default: as in the file, which is from the beginning."
      })
  private @Nullable Instant effectiveFrom;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table (default) or json.",
      defaultValue = "table")
  private OutputFormat format = OutputFormat.TABLE;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Reference read = ProfileShow.read(requireNonNull(file, "file"));
    LoadedConfig loaded = cluster.load();
    Reference reference = effective(read, loaded);
    ProcessConfig process = loaded.process();
    cluster.withRegistry(
        process.registry(),
        schemas -> {
          ReferenceWire wire = new ReferenceWire(schemas, process.topics());
          new ReferencePublisher(cluster.kafka(process.kafka()), process.topics(), wire)
              .publish(reference);
          return wire;
        });
    tell(reference, process.topics().references());
    return ExitCode.GOOD;
  }

  private Reference effective(Reference reference, LoadedConfig loaded) {
    Instant from = effectiveFrom;
    if (from == null) return reference;
    Duration pane =
        loaded.monitors().stream()
            .filter(monitor -> monitor.model().equals(reference.model().name()))
            .findFirst()
            .orElseGet(() -> Monitor.withDefaults(reference.model().name()))
            .timing()
            .pane();
    long late = Math.floorMod(from.toEpochMilli(), pane.toMillis());
    if (late != 0 || !from.equals(from.truncatedTo(ChronoUnit.MILLIS))) {
      Instant start = Instant.ofEpochMilli(from.toEpochMilli() - late);
      throw CommandFailure.badInput(
          "--effective-from must be the start of a pane of " + pane + ", such as " + start);
    }
    return reference.effectiveFrom(from);
  }

  private void tell(Reference reference, String topic) {
    PrintWriter out = Console.out(spec);
    if (format == OutputFormat.JSON) {
      out.println(ReferenceJson.head(reference).put("topic", topic));
    } else {
      out.println("published to " + topic + ": " + ReferenceText.line(reference));
    }
    out.flush();
  }
}
