package dev.leeway.bench.throughput;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.bench.stage.Stage;
import dev.leeway.bench.stage.StageMain;
import dev.leeway.bench.stage.StageOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Starts the processes that are measured, as the production process is started. */
public final class Jobs {

  /** Ends the names of RocksDB's files of data. */
  private static final String TABLES = ".sst";

  /** The file that a whole checkpoint of Flink's has. */
  private static final String CHECKPOINT = "_metadata";

  private final Setting setting;
  private final String name;
  private int started;

  /**
   * @param name begins the names of consumer groups; no two on one Kafka have the same
   */
  public Jobs(Setting setting, String name) {
    this.setting = setting;
    this.name = name;
  }

  /** A name for a consumer group that nobody had before. */
  public String application(Stage stage) {
    return name + "-" + stage.name().toLowerCase(Locale.ROOT) + "-" + started++;
  }

  /** Starts a stage whose output is read. */
  ChildProcess start(Site site, Stage stage) {
    String application = application(stage);
    return ChildProcess.start(
        command(site, stage, application, state(site, application), List.of()),
        log(site, application));
  }

  /** Starts the drift job, in as many processes as are wanted. */
  public List<ChildProcess> startDriftJob(Site site, String application) {
    if (setting.engine() == Engine.FLINK) return List.of(startFlink(site, application));
    List<ChildProcess> children = new ArrayList<>();
    for (String name : names(application)) {
      children.add(
          ChildProcess.startUnheard(
              command(site, Stage.JOB, application, state(site, name), recording(name)),
              log(site, name)));
    }
    return children;
  }

  private List<String> names(String application) {
    return IntStream.range(0, setting.instances()).mapToObj(i -> application + "-" + i).toList();
  }

  /**
   * Bytes on the disk that the drift job of that name, which has ended, left of its state: the
   * tables of Kafka Streams' stores, or Flink's newest checkpoint.
   */
  long stateBytes(Site site, String application) {
    if (setting.engine() == Engine.KAFKA_STREAMS) {
      return names(application).stream().mapToLong(name -> bytes(state(site, name), TABLES)).sum();
    }
    try (Stream<Path> files = Files.walk(state(site, application))) {
      return files
          .filter(file -> file.endsWith(CHECKPOINT))
          .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .map(newest -> bytes(newest.resolveSibling(""), ""))
          .orElseThrow(() -> new ThroughputException("no checkpoint is left"));
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoints cannot be found", e);
    }
  }

  /** Makes the job of that name, which has ended, read its state back from Kafka where it can. */
  void forgetState(Site site, String application) {
    if (setting.engine() == Engine.FLINK) return;
    for (String name : names(application)) {
      try (Stream<Path> files = Files.walk(state(site, name))) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
      } catch (IOException e) {
        throw new UncheckedIOException("state cannot be deleted", e);
      }
    }
  }

  private static long bytes(Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toString().endsWith(ending))
          .mapToLong(file -> file.toFile().length())
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException("state cannot be measured", e);
    }
  }

  private List<String> command(
      Site site, Stage stage, String application, Path state, List<String> flags) {
    StageOrder order =
        new StageOrder(
            stage,
            site.ground().bootstrapServers(),
            site.ground().registryUri(),
            site.topics(),
            site.workload(),
            site.monitors(),
            state,
            application);
    return ChildProcess.java(StageMain.class, flags, order.toArguments());
  }

  /** One cluster in one process, with as many tasks side by side as instances are wanted. */
  private ChildProcess startFlink(Site site, String application) {
    Path state = state(site, application);
    Path config = state.resolve("leeway.yaml");
    try {
      Files.createDirectories(state);
      Files.writeString(config, flinkConfig(site, application, state), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("settings for Flink cannot be written", e);
    }
    List<String> command = new ArrayList<>(site.ground().flink());
    command.addAll(1, recording(application));
    command.addAll(
        List.of(
            "--config",
            config.toString(),
            "--bootstrap-servers",
            site.ground().bootstrapServers(),
            "--registry",
            site.ground().registryUri().toString()));
    return ChildProcess.startUnheard(command, log(site, application));
  }

  private String flinkConfig(Site site, String application, Path state) {
    return """
        topics: {prefix: %s, partitions: %d}
        monitorsDir: %s
        flink:
          applicationId: %s
          parallelism: %d
          stateDir: %s
        """
        .formatted(
            site.topics().prefix(),
            site.topics().partitions(),
            site.monitors(),
            application,
            setting.instances(),
            state);
  }

  private static Path state(Site site, String name) {
    return site.ground().folder().resolve("state-" + name);
  }

  private static Path log(Site site, String name) {
    return site.ground().folder().resolve(name + ".log");
  }

  /** Of each start one, also under one name. */
  private List<String> recording(String name) {
    return setting
        .recordings()
        .map(
            folder ->
                List.of(
                    "-XX:StartFlightRecording=settings=profile,filename="
                        + folder.resolve(name + "-" + started++ + ".jfr").toAbsolutePath()))
        .orElse(List.of());
  }
}
