package dev.leeway.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

  @TempDir private Path folder;

  @Test
  void written_ofAFile_newOrThere_isGood() throws IOException {
    Path file = folder.resolve("out");

    assertThat(OutputFile.replaced(file)).isEqualTo(file);
    Files.writeString(file, "before");
    assertThat(OutputFile.replaced(file)).isEqualTo(file);
  }

  @Test
  void written_ofAFolder_orInNone_isRefused() {
    assertThatThrownBy(() -> OutputFile.written(folder))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("is a folder");
    assertThatThrownBy(() -> OutputFile.written(folder.resolve("no/out")))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("no such folder");
  }

  @Test
  void replaced_ofADevice_isRefused_writtenIsNot() {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device));

    assertThat(OutputFile.written(device)).isEqualTo(device);
    assertThatThrownBy(() -> OutputFile.replaced(device))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("not a file");
  }
}
