package dev.leeway.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @TempDir private Path folder;

  @Test
  void open_again_givesTheSameInstance() throws IOException {
    String first = instance();
    assertThat(first).matches("[a-z0-9-]{20,}");
    assertThat(instance()).isEqualTo(first);
  }

  @Test
  void open_ofAnotherFolder_givesAnotherInstance() throws IOException {
    try (DataFolder one = DataFolder.open(folder.resolve("one"));
        DataFolder two = DataFolder.open(folder.resolve("two"))) {
      assertThat(one.instance()).isNotEqualTo(two.instance());
    }
  }

  @Test
  void open_whileInUse_saysSo() throws IOException {
    try (DataFolder first = DataFolder.open(folder)) {
      assertThatThrownBy(() -> DataFolder.open(folder))
          .isInstanceOf(IOException.class)
          .hasMessage(first.path() + " is in use by another process");
    }
    assertThat(instance()).isNotEmpty();
  }

  @Test
  void open_withADamagedName_makesANewOne() throws IOException {
    String first = instance();
    Files.writeString(folder.resolve("instance"), "\0\0\0");
    assertThat(instance()).isNotEqualTo(first).matches("[a-z0-9-]{20,}");
  }

  private String instance() throws IOException {
    try (DataFolder opened = DataFolder.open(folder)) {
      return opened.instance();
    }
  }
}
