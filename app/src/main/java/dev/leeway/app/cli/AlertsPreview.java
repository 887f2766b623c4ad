package dev.leeway.app.cli;

import dev.leeway.app.config.ConfigLoader;
import dev.leeway.delivery.Target;
import dev.leeway.inboxes.Inbox;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leeway alerts preview}: what targets would be told, without telling them. */
@Command(
    name = "preview",
    mixinStandardHelpOptions = true,
    description = "Shows what each target would be told of an alert, without telling it.")
final class AlertsPreview implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The settings. Default: LEEWAY_CONFIG, else leeway.yaml if it is here.")
  private @Nullable Path config;

  @Option(names = "--target", paramLabel = "NAME", description = "Only this target.")
  private @Nullable String target;

  @Option(names = "--resolved", description = "Of an alert that is over.")
  private boolean resolved;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    List<Target> all =
        ConfigLoader.ofThisProcess()
            .load(Optional.ofNullable(config))
            .process()
            .alerting()
            .targets();
    List<Target> chosen =
        all.stream().filter(each -> target == null || each.name().equals(target)).toList();
    if (target != null && chosen.isEmpty()) {
      throw CommandFailure.badInput("no target is named " + target);
    }
    PrintWriter out = Console.out(spec);
    for (Target each : chosen) out.println(shown(each));
    out.flush();
    return ExitCode.GOOD;
  }

  private String shown(Target each) {
    String text =
        each.recipient() instanceof Inbox inbox
            ? inbox.preview(!resolved)
            : "takes messages as they are in the outbox";
    return "# " + each.name() + "\n" + text + "\n";
  }
}
