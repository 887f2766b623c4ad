package dev.leeway.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkHomeTest {

  @TempDir private Path folder;

  @Test
  void theFolderThatTheEnvironmentNames_isTaken() throws IOException {
    Files.createFile(folder.resolve("leeway-flink.jar"));

    assertThat(FlinkHome.find(named(folder))).isEqualTo(folder);
  }

  @Test
  void aFolderWithoutTheProgram_isRefusedByName() {
    assertThatIOException()
        .isThrownBy(() -> FlinkHome.find(named(folder)))
        .withMessageContaining(folder.toString())
        .withMessageContaining("LEEWAY_FLINK_HOME");
  }

  private static Map<String, String> named(Path home) {
    return Map.of("LEEWAY_FLINK_HOME", home.toString());
  }
}
