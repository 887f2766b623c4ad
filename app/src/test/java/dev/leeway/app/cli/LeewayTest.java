package dev.leeway.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeewayTest {

  @TempDir private Path folder;

  @Test
  void help_namesCommandsAndExitCodes() {
    CommandRun run = CommandRun.of("--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "up ", "demo ", "compare ", "check ", "profile ", "config ", "Exit codes:", "  3   ");
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "up",
        "compare",
        "check",
        "config",
        "config check",
        "profile",
        "profile build",
        "profile show",
        "profile publish",
        "bench",
        "bench decisions",
        "bench labels",
        "bench throughput"
      })
  void help_isThereForEveryCommand(String command) {
    CommandRun run = CommandRun.of((command + " --help").split(" "));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("Usage: leeway " + command + " ");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void version_namesLeewayAndJava() {
    assertThat(CommandRun.of("--version").out()).startsWith("leeway ").contains("Java ");
  }

  @Test
  void execute_withoutACommand_isBadUsage() {
    CommandRun run = CommandRun.of();

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).startsWith("leeway: Missing required subcommand").contains("--help");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void execute_ofAMisspeltWord_isBadUsageAndSuggests() {
    CommandRun command = CommandRun.of("profil");
    CommandRun option = CommandRun.of("profile", "show", "--formt", "json", "x");

    assertThat(command.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(command.err()).contains("Did you mean: ", "leeway profile");
    assertThat(option.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(option.err()).contains("--format", "Help: leeway profile show --help");
  }

  @Test
  void configCheck_ofGoodSettings_saysWhatWasRead() throws IOException {
    Path config = Files.writeString(folder.resolve("leeway.yaml"), "http: {port: 0}\n");
    Files.createDirectory(folder.resolve("monitors"));
    Files.writeString(folder.resolve("monitors").resolve("m.yaml"), "model: m\n");

    CommandRun run = CommandRun.of("config", "check", "--config", config.toString());

    assertThat(run.out()).isEqualToIgnoringNewLines("ok: 2 files, 1 monitor");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void configCheck_ofBadSettings_tellsAllProblems() throws IOException {
    Path config = Files.writeString(folder.resolve("leeway.yaml"), "http: {prt: 0}\nkafka: []\n");

    CommandRun run = CommandRun.of("config", "check", "--config", config.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains(":1:8: http.prt: unknown key; did you mean \"port\"?")
        .contains(":2:8: kafka: expected keys with values, found a list")
        .endsWith("leeway: 2 problems" + System.lineSeparator());
  }

  @Test
  void allWritten_ofOutputThatCouldNotBeWritten_isAFailure() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(full, false, UTF_8);
    out.print("OK");
    PrintStream err = new PrintStream(said, true, UTF_8);

    assertThat(Leeway.allWritten(ExitCode.GOOD, out, err)).isEqualTo(ExitCode.FAILURE);

    assertThat(said.toString(UTF_8)).contains("stdout");
    assertThat(Leeway.allWritten(ExitCode.FAILED_CHECK, err, err)).isEqualTo(ExitCode.FAILED_CHECK);
  }
}
