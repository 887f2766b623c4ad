package dev.leeway.bench.throughput;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that is measured. It ends when its input does, so it does not outlive us; what it logs
 * goes to a file. Each must have its output read, line by line, or {@linkplain #startUnheard thrown
 * away}.
 */
public final class ChildProcess implements AutoCloseable {

  /** What {@code leeway up} gives its JVM; what is measured must not run on better ones. */
  static final List<String> JVM = List.of("-XX:+UseParallelGC", "-XX:+ExitOnOutOfMemoryError");

  private static final Duration DRAIN = Duration.ofSeconds(30);
  private static final int TOLD = 20;

  private final Process process;
  private final BufferedReader output;
  private final Path log;
  private final Thread reaper;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    output = process.inputReader(UTF_8);
    reaper = new Thread(process::destroyForcibly, "reap-" + process.pid());
  }

  /**
   * The command that runs a main class on our class path, as the production process is started.
   *
   * @param flags for its JVM beside those
   */
  public static List<String> java(Class<?> main, List<String> flags, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(arguments);
    return command;
  }

  /** One whose output is read. */
  static ChildProcess start(List<String> command, Path log) {
    return start(new ProcessBuilder(command), log);
  }

  /** One whose output is not. */
  public static ChildProcess startUnheard(List<String> command, Path log) {
    return start(new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD), log);
  }

  private static ChildProcess start(ProcessBuilder command, Path log) {
    try {
      ChildProcess child = new ChildProcess(command.redirectError(log.toFile()).start(), log);
      Runtime.getRuntime().addShutdownHook(child.reaper);
      return child;
    } catch (IOException e) {
      throw new ThroughputException(
          "cannot start " + command.command().get(0) + ": " + e.getMessage(), e);
    }
  }

  /** Its processor time so far. */
  CpuTime cpu() {
    long total =
        process
            .info()
            .totalCpuDuration()
            .map(Duration::toNanos)
            .orElseThrow(
                () -> new ThroughputException("processor times of processes are not told"));
    return CpuTime.of(total, Path.of("/proc", String.valueOf(process.pid()), "task"));
  }

  /** The next line of its output; null when there will be none. */
  @Nullable String readLine() throws IOException {
    return output.readLine();
  }

  /**
   * @throws ThroughputException if it has ended by itself
   */
  public void requireAlive() {
    if (!process.isAlive()) throw ended();
  }

  /** That it has ended, with what it logged last. */
  ThroughputException ended() {
    String told;
    try {
      List<String> lines = Files.readAllLines(log, UTF_8);
      told = String.join("\n", lines.subList(Math.max(0, lines.size() - TOLD), lines.size()));
    } catch (IOException e) {
      told = "(no log: " + e.getMessage() + ")";
    }
    return new ThroughputException("a measured process ended before its time:\n" + told);
  }

  /** SIGKILL; returns when it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
    forgetReaper();
  }

  /** Ends its input and waits; what does not end in time is killed. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) process.destroyForcibly();
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    forgetReaper();
  }

  private void forgetReaper() {
    try {
      Runtime.getRuntime().removeShutdownHook(reaper);
    } catch (IllegalStateException e) {
      process.destroyForcibly(); // the shutdown has begun, and does the same
    }
  }
}
