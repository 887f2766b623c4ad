package dev.leeway.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where a command will write: what is wrong with it is told before hours of reading, not after. */
final class OutputFile {

  private OutputFile() {}

  /**
   * A file that is opened and written.
   *
   * @throws CommandFailure if its folder is not there, or it is a folder itself
   */
  static Path written(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw CommandFailure.badInput(file + ": is a folder");
    }
    if (!Files.isDirectory(folder)) {
      throw CommandFailure.outside(file + ": there is no such folder");
    }
    return file;
  }

  /**
   * A file that another takes the place of.
   *
   * @throws CommandFailure also if it is a device or a pipe, which would be gone then
   */
  static Path replaced(Path file) {
    written(file);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw CommandFailure.badInput(file + ": not a file");
    }
    return file;
  }
}
