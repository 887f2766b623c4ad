package dev.leeway.flink;

import dev.leeway.testkit.ChildJvm;
import dev.leeway.testkit.DriftEngine;
import dev.leeway.testkit.Stage;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Flink's own processes, a job manager and a task manager, on a class path that has what Flink's
 * distribution has and nothing of ours; the job comes as the jar that is deployed.
 */
final class StandaloneCluster implements DriftEngine {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What lies in the folder lib of Flink's distribution, in one jar there. */
  private static final Pattern OF_FLINK =
      Pattern.compile(
          "flink-(?!connector-base|connector-kafka).*|commons-(cli|codec|collections|compress|io|lang3|math3|text)-.*"
              + "|kryo-.*|minlog-.*|objenesis-.*|reflectasm-.*|javassist-.*|async-profiler-.*"
              + "|RoaringBitmap-.*|slf4j-api-.*|logback-.*|jsr305-.*|lz4-java-.*|snakeyaml-engine-.*");

  /** Of those that the distribution's own settings give to Java, what is needed here. */
  private static final String OPENED = "--add-opens=java.base/java.util=ALL-UNNAMED";

  private final InstallationFiles files;
  private final RegistryEndpoint registry;
  private final Path jar;
  private final List<ChildJvm> processes = new ArrayList<>();
  private boolean application;

  StandaloneCluster(Stage stage, Path jar) {
    this.jar = jar;
    registry = RegistryEndpoint.of(stage.registry());
    files = InstallationFiles.of(stage, registry.url());
  }

  /** A cluster for this job alone, from the next start on. */
  void application() {
    application = true;
  }

  @Override
  public void start() {
    try {
      Path conf = Files.createDirectories(files.folder().resolve("conf"));
      Files.writeString(conf.resolve("config.yaml"), settings());
      if (application) startApplication(conf);
      else startSession(conf);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("no cluster", e);
    }
  }

  private void startApplication(Path conf) throws IOException {
    Map<String, String> environment =
        Map.of(
            "LEEWAY_CONFIG", files.config().toString(),
            "LEEWAY_KAFKA_BOOTSTRAP_SERVERS", files.bootstrapServers(),
            "LEEWAY_REGISTRY_URL", files.registry().toString());
    processes.add(
        ChildJvm.start(
            new ChildJvm.Program(
                classPath(),
                ApplicationCluster.class.getName(),
                List.of("-Xmx512m", OPENED),
                List.of(conf.toString(), jar.toString()),
                environment)));
    startTaskManager(conf);
  }

  private void startSession(Path conf) throws IOException, InterruptedException {
    processes.add(
        flink(
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            List.of("--configDir", conf.toString())));
    startTaskManager(conf);
    List<String> run = new ArrayList<>(List.of("run", "-d", jar.toString()));
    run.addAll(files.arguments());
    ChildJvm client =
        ChildJvm.start(
            new ChildJvm.Program(
                classPath(),
                "org.apache.flink.client.cli.CliFrontend",
                List.of("-Xmx256m", OPENED),
                run,
                Map.of("FLINK_CONF_DIR", conf.toString())));
    processes.add(client);
    if (client.await(PATIENCE) != 0) {
      throw new AssertionError(String.join("\n", client.lines()));
    }
  }

  private void startTaskManager(Path conf) throws IOException {
    processes.add(
        flink(
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            List.of("--configDir", conf.toString())));
  }

  private static ChildJvm flink(String main, List<String> arguments) throws IOException {
    return ChildJvm.start(
        new ChildJvm.Program(classPath(), main, List.of("-Xmx512m", OPENED), arguments, Map.of()));
  }

  /** What the processes printed, for a test that fails. */
  String log() {
    return processes.stream()
        .flatMap(process -> process.lines().stream())
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void stop() {
    crash();
  }

  @Override
  public void crash() {
    processes.forEach(ChildJvm::close);
    processes.clear();
  }

  @Override
  public void close() {
    crash();
    registry.close();
  }

  /** Of the test's classes only that of application mode's job manager is used. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(
            entry ->
                entry.endsWith("test-classes")
                    || OF_FLINK.matcher(Path.of(entry).getFileName().toString()).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private String settings() {
    return """
        jobmanager.rpc.address: 127.0.0.1
        jobmanager.bind-host: 127.0.0.1
        jobmanager.rpc.port: %d
        taskmanager.host: 127.0.0.1
        taskmanager.bind-host: 127.0.0.1
        rest.address: 127.0.0.1
        rest.bind-address: 127.0.0.1
        rest.port: %d
        taskmanager.numberOfTaskSlots: 2
        taskmanager.cpu.cores: 1
        taskmanager.memory.framework.heap.size: 128mb
        taskmanager.memory.framework.off-heap.size: 128mb
        taskmanager.memory.task.heap.size: 256mb
        taskmanager.memory.task.off-heap.size: 0mb
        taskmanager.memory.network.min: 32mb
        taskmanager.memory.network.max: 32mb
        taskmanager.memory.managed.size: 0mb
        taskmanager.memory.jvm-metaspace.size: 256mb
        taskmanager.memory.jvm-overhead.min: 64mb
        taskmanager.memory.jvm-overhead.max: 64mb
        io.tmp.dirs: %s
        execution.checkpointing.interval: 500ms
        """
        .formatted(freePort(), freePort(), files.folder().resolve("tmp"));
  }

  /** Free a moment ago: each of Flink's processes must know the other's. */
  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
