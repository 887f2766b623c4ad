package dev.leeway.flink;

import dev.leeway.testkit.DriftEngine;
import dev.leeway.testkit.Stage;
import dev.leeway.testkit.StagedTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * Keeps a savepoint of today's form for {@link GoldenStateTest}. No test run picks it up; when the
 * form changes: {@code mvn -pl drift-streams/flink test -Dtest=GoldenStateWriter
 * -Dleeway.golden=form-3}.
 */
class GoldenStateWriter extends StagedTest {

  private static final String FORM = System.getProperty("leeway.golden", "");

  private FlinkEngine flink;

  @Override
  protected String prefix(TestInfo test) {
    return GoldenStateTest.topicsOf(FORM);
  }

  @Override
  protected DriftEngine engine(Stage on) {
    flink = new FlinkEngine(on);
    return flink;
  }

  @Test
  void keepOneOfToday() throws IOException {
    stage.publish(reference);
    flink.start();
    inTurn(traffic.day().subList(0, GoldenStateTest.BEFORE));
    mark();
    flink.stop();

    Path folder = Files.createDirectories(GoldenStateTest.KEPT.resolve(FORM));
    try (Stream<Path> files = Files.list(flink.savepoint())) {
      for (Path file : files.toList()) Files.copy(file, folder.resolve(file.getFileName()));
    }
  }
}
