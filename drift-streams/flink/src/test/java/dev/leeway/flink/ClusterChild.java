package dev.leeway.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.testkit.ChildJvm;
import dev.leeway.testkit.DriftEngine;
import dev.leeway.testkit.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The program that {@code leeway up --engine flink} starts, in a JVM that a test can kill. */
final class ClusterChild implements DriftEngine {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern RUNNING = Pattern.compile("^" + LocalCluster.RUNNING + "$");

  private final Stage stage;
  private final RegistryEndpoint registry;
  private Class<?> program = LocalCluster.class;
  private @Nullable ChildJvm jvm;

  ClusterChild(Stage stage) {
    this.stage = stage;
    registry = RegistryEndpoint.of(stage.registry());
  }

  /** What runs from the next start on. */
  void program(Class<?> main) {
    program = main;
  }

  /** Returns once the job runs and has taken a checkpoint. */
  @Override
  public void start() {
    try {
      jvm = ChildJvm.start(program, List.of("-Xmx512m"), files().arguments());
      var unused = jvm.await(RUNNING, PATIENCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As its parent ends it. */
  @Override
  public void stop() {
    try {
      assertThat(jvm().endInput(PATIENCE)).isZero();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** SIGKILL. */
  @Override
  public void crash() {
    try {
      jvm().kill();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (jvm != null) jvm.close();
    registry.close();
  }

  ChildJvm jvm() {
    if (jvm == null) throw new IllegalStateException("not started");
    return jvm;
  }

  /** Folders of checkpoints that have been begun, whole or not. */
  List<Path> checkpoints() {
    Predicate<Path> isCheckpoint = path -> path.getFileName().toString().startsWith("chk-");
    List<Path> found = new ArrayList<>();
    Path all = files().stateDir().resolve("checkpoints");
    if (!Files.exists(all)) return found;
    for (Path job : listed(all)) {
      listed(job).stream().filter(isCheckpoint).forEach(found::add);
    }
    return found;
  }

  static boolean isWhole(Path checkpoint) {
    return Files.exists(checkpoint.resolve("_metadata"));
  }

  /** With the monitors that the stage has by now. */
  private InstallationFiles files() {
    return InstallationFiles.of(stage, registry.url());
  }

  private static List<Path> listed(Path folder) {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.toList();
    } catch (IOException e) {
      return List.of(); // it has been deleted meanwhile
    }
  }
}
