package dev.leeway.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script ./leeway in a project of its own, with a Maven and a Java that only say they ran. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

  private static final String MAVEN =
      """
      #!/bin/sh
      echo "$@" >> "$LEEWAY_TEST/maven-runs"
      [ ! -f "$LEEWAY_TEST/broken" ] || { echo '[ERROR] Some.java:[1] broken'; exit 1; }
      sleep 0.2
      echo jar > "$LEEWAY_TEST/project/app/target/leeway-app.jar"
      """;

  private static final String JAVA =
      """
      #!/bin/sh
      for word in "$@"; do echo "<$word>"; done
      """;

  /** All that the script may need of the system; flock is not everywhere. */
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "cat",
          "cp",
          "dirname",
          "find",
          "flock",
          "head",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sh",
          "sleep",
          "tail");

  @TempDir private Path folder;
  private Path project;

  @BeforeEach
  void layOutProject() throws IOException {
    project = Files.createDirectories(folder.resolve("project"));
    Files.createDirectories(project.resolve("app/src/main/java"));
    Files.createDirectories(project.resolve(".mvn"));
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    Files.writeString(project.resolve("app/pom.xml"), "<project/>");
    Files.writeString(project.resolve("app/src/main/java/A.java"), "class A {}");
    Path script = Path.of("leeway");
    Files.copy(
        Files.isRegularFile(script) ? script : Path.of("..").resolve(script),
        project.resolve("leeway"));
    executable("project/leeway", Files.readString(project.resolve("leeway")));
    executable("jdk/bin/java", JAVA);
    executable("jdk/bin/javac", JAVA);
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.9\"\n");
    executable("tools/mvn", MAVEN);
    for (String tool : TOOLS) offer(tool);
  }

  @Test
  void firstUse_buildsSaysSoAndRuns() throws Exception {
    Run run = run("config", "check", "--config", "a file.yaml");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("Building Leeway (first use, about a minute)");
    assertThat(run.out().lines())
        .contains("<-jar>", "<" + project.toRealPath() + "/app/target/leeway-app.jar>")
        .endsWith("<config>", "<check>", "<--config>", "<a file.yaml>");
    assertThat(mavenRuns()).isEqualTo(1);
  }

  @Test
  void nextUse_buildsOnlyWhatChanged() throws Exception {
    run("--help");
    Run unchanged = run("--help");
    assertThat(unchanged.err()).isEmpty();
    assertThat(mavenRuns()).isEqualTo(1);

    newer(project.resolve("app/src/main/java/A.java"));
    assertThat(run("--help").err()).contains("Building Leeway (sources changed)");
    assertThat(mavenRuns()).isEqualTo(2);
  }

  @Test
  void nextUse_afterAFileWasRemoved_builds() throws Exception {
    Path removed = Files.writeString(project.resolve("app/src/main/java/B.java"), "class B {}");
    run("--help");
    Files.delete(removed);
    newer(removed.getParent());

    run("--help");

    assertThat(mavenRuns()).isEqualTo(2);
  }

  @Test
  void flink_isBuiltWhenItIsAskedFor_andThenNoMore() throws Exception {
    run("demo");
    assertThat(builtModules()).isEqualTo("app");

    assertThat(run("up", "--engine", "flink").err()).contains("Flink for the first time");
    assertThat(builtModules()).isEqualTo("app,drift-streams/flink");
    run("up", "--engine=flink");
    run("up", "--engine", "kafka-streams");
    run("demo");
    assertThat(mavenRuns()).isEqualTo(2);

    newer(project.resolve("app/src/main/java/A.java"));
    run("demo");
    run("up", "--engine", "flink");
    assertThat(mavenRuns()).isEqualTo(4);
  }

  @Test
  void flink_isBuiltWhereTheEnvironmentOrTheSettingsSayIt() throws Exception {
    finish(start(Map.of("LEEWAY_ENGINE", "flink"), "up"));
    assertThat(builtModules()).isEqualTo("app,drift-streams/flink");

    Path settings = Files.writeString(folder.resolve("some.yaml"), "engine: flink # ours\n");
    newer(project.resolve("app/src/main/java/A.java"));
    run("up", "--config", settings.toString());
    assertThat(builtModules()).isEqualTo("app,drift-streams/flink");
    assertThat(mavenRuns()).isEqualTo(2);
  }

  @Test
  void onnxRuntime_isFetchedWhenALossModelIsNamed_andOnTheClassPathThen() throws Exception {
    run("demo");

    Run run = run("compare", "--loss-model=mae.onnx");

    assertThat(run.err()).contains("ONNX Runtime for the first time");
    assertThat(builtModules()).isEqualTo("app,drift-streams/loss-model");
    String home = project.toRealPath().toString();
    String loss = home + "/drift-streams/loss-model/target";
    assertThat(run.out().lines())
        .contains(
            "<-cp>",
            "<"
                + String.join(
                    ":",
                    home + "/app/target/leeway-app.jar",
                    loss + "/leeway-loss-model.jar",
                    loss + "/lib/*")
                + ">")
        .doesNotContain("<-jar>")
        .endsWith("<dev.leeway.app.cli.Leeway>", "<compare>", "<--loss-model=mae.onnx>");
    run("check", "--loss-model", "mae.onnx");
    assertThat(mavenRuns()).isEqualTo(2);
  }

  @Test
  void brokenBuild_showsWhyAndRunsNothing() throws Exception {
    Files.createFile(folder.resolve("broken"));

    Run run = run("--help");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("Some.java:[1] broken", "the build failed", "leeway-build.log");
    Files.delete(folder.resolve("broken"));
    assertThat(run("--help").exitCode()).isZero();
  }

  @Test
  void twoFirstUses_buildOnce() throws Exception {
    Process first = start(Map.of(), "--help");
    Process second = start(Map.of(), "--help");

    assertThat(finish(first).exitCode()).isZero();
    assertThat(finish(second).exitCode()).isZero();
    assertThat(mavenRuns()).isEqualTo(1);
  }

  @Test
  void twoFirstUses_whereThereIsNoFlock_buildOnce() throws Exception {
    Files.deleteIfExists(folder.resolve("tools/flock"));

    twoFirstUses_buildOnce();

    assertThat(project.resolve("app/target/leeway-lock.d")).doesNotExist();
  }

  @Test
  void firstUse_afterAKilledOne_takesTheLock() throws Exception {
    Files.deleteIfExists(folder.resolve("tools/flock"));
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.createDirectories(project.resolve("app/target/leeway-lock.d"));
    Files.writeString(project.resolve("app/target/leeway-lock.d/pid"), String.valueOf(gone.pid()));

    assertThat(run("--help").exitCode()).isZero();
  }

  @Test
  void use_throughALink_findsTheProject() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path link = Files.createSymbolicLink(bin.resolve("leeway"), Path.of("../project/leeway"));
    ProcessBuilder command = command(Map.of(), "--version");
    command.command().set(1, link.toString());

    Run run = finish(command.start());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("<--version>");
  }

  @Test
  void options_arePassedOnToJava() throws Exception {
    Run run = finish(start(Map.of("LEEWAY_JAVA_OPTS", "-Xmx2g -Da=b"), "up"));

    assertThat(run.out().lines()).containsSubsequence("<-Xmx2g>", "<-Da=b>", "<-jar>", "<up>");
  }

  @Test
  void anotherJava_isRefused() throws Exception {
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.3\"\n");
    assertThat(run("--help").err()).startsWith("leeway: Java 25 at ").contains("17 to 21");

    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"11.0.20\"\n");
    Run old = run("--help");
    assertThat(old.err()).startsWith("leeway: Java 11 at ").contains("apt-get install");
    assertThat(old.exitCode()).isEqualTo(3);
  }

  @Test
  void missingTools_areNamed() throws Exception {
    Files.delete(folder.resolve("tools/mvn"));
    assertThat(run("--help").err()).startsWith("leeway: Maven is missing; 3.8.7 or newer");

    executable("tools/mvn", MAVEN);
    Files.delete(folder.resolve("jdk/bin/javac"));
    assertThat(run("--help").err()).contains("has no compiler");
  }

  private record Run(int exitCode, String out, String err) {}

  private Run run(String... arguments) throws Exception {
    return finish(start(Map.of(), arguments));
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    return command(environment, arguments).start();
  }

  private ProcessBuilder command(Map<String, String> environment, String... arguments) {
    List<String> words =
        new ArrayList<>(
            List.of(folder.resolve("tools/bash").toString(), project.resolve("leeway").toString()));
    words.addAll(List.of(arguments));
    ProcessBuilder command = new ProcessBuilder(words).directory(folder.toFile());
    command.environment().clear();
    command.environment().put("PATH", folder.resolve("tools").toString());
    command.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    command.environment().put("LEEWAY_TEST", folder.toString());
    command.environment().putAll(environment);
    return command;
  }

  private static Run finish(Process process) throws Exception {
    process.getOutputStream().close();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return new Run(
        process.exitValue(),
        new String(process.getInputStream().readAllBytes(), UTF_8),
        new String(process.getErrorStream().readAllBytes(), UTF_8));
  }

  /** What the last build was of. */
  private String builtModules() throws IOException {
    List<String> runs = Files.readAllLines(folder.resolve("maven-runs"));
    List<String> words = List.of(runs.get(runs.size() - 1).split(" "));
    return words.get(words.indexOf("-pl") + 1);
  }

  private long mavenRuns() throws IOException {
    return Files.readAllLines(folder.resolve("maven-runs")).size();
  }

  private static void newer(Path file) throws IOException {
    Instant built = Files.getLastModifiedTime(file).toInstant();
    Files.setLastModifiedTime(file, FileTime.from(built.plus(Duration.ofMinutes(1))));
  }

  private void offer(String tool) throws IOException {
    for (String place : List.of("/bin", "/usr/bin", "/usr/local/bin")) {
      Path there = Path.of(place, tool);
      if (Files.isExecutable(there)) {
        executable("tools/" + tool, "#!/bin/sh\nexec " + there + " \"$@\"\n");
        return;
      }
    }
  }

  private void executable(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
