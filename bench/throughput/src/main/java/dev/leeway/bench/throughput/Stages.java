package dev.leeway.bench.throughput;

import dev.leeway.bench.stage.Stage;
import dev.leeway.bench.stage.StageMain;
import dev.leeway.bench.stage.StageOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts stages, each in processes of its own, and measures them from outside. */
final class Stages {

  /** What {@code leeway up} gives its JVM; what is measured must not run on better ones. */
  static final List<String> JVM =
      List.of(
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=6000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=400000",
          "-XX:+ExitOnOutOfMemoryError");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Ground ground;
  private final Site site;
  private final Setting setting;
  private int started;

  Stages(Ground ground, Site site, Setting setting) {
    this.ground = ground;
    this.site = site;
    this.setting = setting;
  }

  /** Reads the topic for a while. */
  Speed read(Stage stage) throws InterruptedException {
    try (ChildProcess child = start(stage, name(stage), List.of())) {
      Counting count = new PrintedCount(child);
      List<Sample> samples = new ArrayList<>(List.of(start(List.of(child))));
      long end = Long.MAX_VALUE;
      while (samples.get(samples.size() - 1).wallNanos() < end) {
        samples.add(sample(count.next(), List.of(child)));
        end = samples.get(1).wallNanos() + setting.reading().toNanos();
      }
      return Speed.of(samples, setting.warmUp());
    }
  }

  /**
   * Runs the drift job over the whole topic and on until all its windows have closed.
   *
   * @param events that are on the topic
   * @throws ThroughputException if a row is missing from its verdicts
   */
  Speed job(long events) throws InterruptedException {
    site.clear();
    String application = name(Stage.JOB);
    List<ChildProcess> children = new ArrayList<>();
    try {
      for (int i = 0; i < setting.instances(); i++) {
        children.add(start(Stage.JOB, application, recording(application + "-" + i)));
      }
      Counting count =
          new CommittedCount(
              site.admin(), application, site.topics().predictions(), children, PATIENCE);
      List<Sample> samples = new ArrayList<>(List.of(start(children)));
      while (samples.get(samples.size() - 1).events() < events) {
        samples.add(sample(count.next(), children));
      }
      new RowCheck(ground, site.topics()).await(events);
      return Speed.of(samples, setting.warmUp());
    } finally {
      children.forEach(ChildProcess::close);
    }
  }

  private String name(Stage stage) {
    return "bench-" + stage.name().toLowerCase(java.util.Locale.ROOT) + "-" + started++;
  }

  private ChildProcess start(Stage stage, String application, List<String> flags) {
    Path state = ground.folder().resolve(application + "-" + started++);
    StageOrder order =
        new StageOrder(
            stage,
            ground.bootstrapServers(),
            ground.registryUri(),
            site.topics(),
            site.monitors(),
            state,
            application);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(StageMain.class.getName());
    command.addAll(order.toArguments());
    return ChildProcess.start(command, ground.folder().resolve(state.getFileName() + ".log"));
  }

  private List<String> recording(String name) {
    return setting
        .recordings()
        .map(
            folder ->
                List.of(
                    "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                        + folder.resolve(name + ".jfr").toAbsolutePath()))
        .orElse(List.of());
  }

  private Sample start(List<ChildProcess> children) {
    return new Sample(0, cpu(children), System.nanoTime());
  }

  private Sample sample(long records, List<ChildProcess> children) {
    return new Sample(
        records * setting.workload().form().eventsPerRecord(), cpu(children), System.nanoTime());
  }

  private static long cpu(List<ChildProcess> children) {
    return children.stream().mapToLong(ChildProcess::cpuNanos).sum();
  }
}
