package dev.leeway.bench.throughput;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ChildProcessTest {

  /** What is measured would otherwise not be what users run. */
  @Test
  void jvm_isThatOfTheLauncher() throws IOException {
    String launcher = Files.readString(Path.of("..", "..", "leeway"), UTF_8);

    assertThat(ChildProcess.JVM)
        .isNotEmpty()
        .allSatisfy(flag -> assertThat(launcher).contains(flag));
  }
}
