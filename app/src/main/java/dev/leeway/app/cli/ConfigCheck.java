package dev.leeway.app.cli;

import dev.leeway.app.config.ConfigLoader;
import dev.leeway.app.config.LoadedConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leeway config check}: reads all settings as a start would, and says what is wrong. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Reads all settings as a start would, and tells every problem at once.")
final class ConfigCheck implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The process's settings. Default: LEEWAY_CONFIG, else leeway.yaml if it is here.")
  private @Nullable Path config;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    LoadedConfig loaded = ConfigLoader.ofThisProcess().load(Optional.ofNullable(config));
    PrintWriter out = Console.out(spec);
    int files = loaded.files().size();
    int monitors = loaded.monitors().size();
    out.println("ok: " + count(files, "file") + ", " + count(monitors, "monitor"));
    return ExitCode.GOOD;
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
