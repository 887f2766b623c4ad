package dev.leeway.dashboards;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Prometheus' own checker; a test that needs it is skipped where it is not installed. */
final class Promtool {

  private final Path program;

  private Promtool(Path program) {
    this.program = program;
  }

  /** What a run said. */
  record Outcome(int exitCode, String output) {}

  static Promtool orSkip() {
    Optional<Path> found =
        Arrays.stream(
                Optional.ofNullable(System.getenv("PATH"))
                    .orElse("")
                    .split(Pattern.quote(File.pathSeparator)))
            .map(folder -> Path.of(folder, "promtool"))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), "promtool is not on the PATH (Debian: package prometheus)");
    return new Promtool(found.get());
  }

  Outcome run(Path log, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("promtool did not end within a minute: " + command);
    }
    return new Outcome(process.exitValue(), Files.readString(log));
  }
}
