package dev.leeway.bench.alerts;

import dev.leeway.bench.throughput.ChildProcess;
import java.nio.file.Path;
import java.util.List;

/** Alerting in a process of its own, through all the lives that it is given. */
final class AlertingLives implements AutoCloseable {

  private final AlertingOrder order;
  private final Path logs;
  private ChildProcess life;
  private int kills;

  AlertingLives(AlertingOrder order, Path logs) {
    this.order = order;
    this.logs = logs;
    life = start();
  }

  int kills() {
    return kills;
  }

  void requireAlive() {
    life.requireAlive();
  }

  /** SIGKILL, and at once a new life. */
  void kill() throws InterruptedException {
    life.kill();
    kills++;
    life = start();
  }

  private ChildProcess start() {
    return ChildProcess.startUnheard(
        ChildProcess.java(AlertingMain.class, List.of(), order.toArguments()),
        logs.resolve("alerting-" + kills + ".log"));
  }

  @Override
  public void close() {
    life.close();
  }
}
