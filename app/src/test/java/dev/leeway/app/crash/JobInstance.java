package dev.leeway.app.crash;

import dev.leeway.testkit.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One instance of a drift job, through all the lives that a test gives it. */
final class JobInstance implements AutoCloseable {

  private static final Duration DRAIN = Duration.ofSeconds(40);

  private final DriftJobMain.Arguments arguments;
  private final List<String> former = new ArrayList<>();
  private @Nullable ChildJvm jvm;

  JobInstance(DriftJobMain.Arguments arguments) {
    this.arguments = arguments;
  }

  String name() {
    return arguments.instance();
  }

  void start(List<String> options) throws IOException {
    close();
    List<String> all = new ArrayList<>(List.of("-Xmx192m"));
    all.addAll(options);
    Files.deleteIfExists(haltOrder());
    all.addAll(HaltAfterFlush.onceThereIs(haltOrder()));
    jvm = ChildJvm.start(DriftJobMain.class, all, arguments.toList());
  }

  /**
   * Orders it to end between its next flush and the commit that it belongs to. Without partitions
   * of predictions it flushes nothing.
   */
  void haltAfterFlush() throws IOException {
    Files.createFile(haltOrder());
  }

  /** Takes the order back. */
  void commitAgain() throws IOException {
    Files.deleteIfExists(haltOrder());
  }

  private Path haltOrder() {
    return arguments
        .stateDir()
        .resolveSibling(arguments.stateDir().getFileName() + "-" + name() + ".halt");
  }

  /** The life that it leads now. */
  ChildJvm jvm() {
    if (jvm == null) throw new IllegalStateException(name() + " was never started");
    return jvm;
  }

  /** SIGTERM; returns when it has ended in good order. */
  void leave() throws InterruptedException {
    int exit = jvm().terminate(DRAIN);
    if (exit != 0 && exit != 143) throw new AssertionError(name() + " ended with " + exit);
  }

  /** What it has printed in all its lives. */
  List<String> lines() {
    List<String> all = new ArrayList<>(former);
    if (jvm != null) all.addAll(jvm.lines());
    return all;
  }

  @Override
  public void close() {
    if (jvm == null) return;
    former.addAll(jvm.lines());
    jvm.close();
    jvm = null;
  }
}
