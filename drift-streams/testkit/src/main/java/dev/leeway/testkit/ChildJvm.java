package dev.leeway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JVM of its own that can be killed. What it prints is kept. */
public final class ChildJvm implements AutoCloseable {

  private static final Duration END = Duration.ofSeconds(10);

  private final Process process;
  private final Thread reader;
  private final Thread reaper;
  private final List<String> lines = new ArrayList<>();

  private ChildJvm(Process process) {
    this.process = process;
    reader = new Thread(this::read, "child-" + process.pid());
    reader.setDaemon(true);
    reaper = new Thread(process::destroyForcibly, "reap-" + process.pid());
  }

  /**
   * What runs in it.
   *
   * @param options for the JVM
   * @param environment beside that of this process
   */
  public record Program(
      String classPath,
      String main,
      List<String> options,
      List<String> arguments,
      Map<String, String> environment) {

    public Program {
      options = List.copyOf(options);
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
    }
  }

  /**
   * Starts a main class on this JVM's class path, with the log settings that users have.
   *
   * @param options for the JVM
   */
  public static ChildJvm start(Class<?> main, List<String> options, List<String> arguments)
      throws IOException {
    return start(
        new Program(
            System.getProperty("java.class.path"), main.getName(), options, arguments, Map.of()));
  }

  /** Starts a program, with the log settings that users have. */
  public static ChildJvm start(Program program) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Duser.timezone=UTC",
            "-Dlogback.configurationFile=logback.xml"));
    command.addAll(program.options());
    command.addAll(List.of("-cp", program.classPath(), program.main()));
    command.addAll(program.arguments());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(program.environment());
    ChildJvm child = new ChildJvm(builder.start());
    Runtime.getRuntime().addShutdownHook(child.reaper);
    child.reader.start();
    return child;
  }

  /** Waits for a line that has the pattern in it. */
  public Matcher await(Pattern pattern, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    synchronized (lines) {
      int next = 0;
      while (true) {
        for (; next < lines.size(); next++) {
          Matcher found = pattern.matcher(lines.get(next));
          if (found.find()) return found;
        }
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0 || !reader.isAlive()) {
          throw new AssertionError("no line with " + pattern + " in:\n" + String.join("\n", lines));
        }
        lines.wait(left);
      }
    }
  }

  /** SIGKILL; returns when it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    await(END);
  }

  /** SIGSTOP: it stands still, with all that it holds open, until it is told to go on. */
  public void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** SIGCONT. */
  public void goOn() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder("kill", name, String.valueOf(process.pid()))
            .inheritIO()
            .start()
            .waitFor();
    if (exit != 0) throw new IOException("kill " + name + " ended with " + exit);
  }

  /** SIGTERM; the exit code. */
  public int terminate(Duration patience) throws InterruptedException {
    process.destroy();
    return await(patience);
  }

  /** Waits for it to end by itself; the exit code. */
  public int await(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still running after " + patience);
    }
    reader.join(END.toMillis());
    return process.exitValue();
  }

  /** Ends its input, which asks some programs to end; the exit code. */
  public int endInput(Duration patience) throws IOException, InterruptedException {
    process.getOutputStream().close();
    return await(patience);
  }

  /** The processes that it has started and that still run. */
  public List<ProcessHandle> children() {
    return process.children().toList();
  }

  /** Whether it runs, frozen or not. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Whether it ends by itself. */
  public boolean endsWithin(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Everything it has printed. */
  public List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  @Override
  public void close() {
    try {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      Runtime.getRuntime().removeShutdownHook(reaper);
    }
  }

  private void read() {
    try (BufferedReader in = process.inputReader(UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      add("[no more to read: " + e.getMessage() + "]"); // a kill closes the stream
    } finally {
      synchronized (lines) {
        lines.notifyAll();
      }
    }
  }

  private void add(String line) {
    synchronized (lines) {
      lines.add(line);
      lines.notifyAll();
    }
  }
}
