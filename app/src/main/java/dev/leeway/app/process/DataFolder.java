package dev.leeway.app.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * The folder that holds all that must survive a restart, in use by one process at a time.
 *
 * @param instance name of this process among those that share its work. It is kept in the folder: a
 *     process that comes back after a crash is known again, so that nobody waits for its death to
 *     be noticed
 */
record DataFolder(Path path, String instance, FileChannel lock) implements AutoCloseable {

  /**
   * Makes the folder if it is missing and takes it.
   *
   * @throws IOException if it cannot be written to, or another process has it
   */
  static DataFolder open(Path path) throws IOException {
    Files.createDirectories(path);
    FileChannel channel =
        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean opened = false;
    try {
      if (!isOurs(channel)) throw new IOException(path + " is in use by another process");
      DataFolder folder = new DataFolder(path, instance(path.resolve("instance")), channel);
      opened = true;
      return folder;
    } finally {
      if (!opened) channel.close();
    }
  }

  /** Lets others have it; a kill does too. */
  @Override
  public void close() throws IOException {
    lock.close();
  }

  /** Whether the lock was free; it is held until the channel is closed. */
  private static boolean isOurs(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static String instance(Path file) throws IOException {
    if (Files.exists(file)) {
      String name = Files.readString(file, UTF_8).strip();
      if (name.matches("[a-zA-Z0-9._-]{1,100}")) return name;
    }
    String name = UUID.randomUUID().toString();
    // Renamed into place, so that a kill leaves a whole name or none.
    Path made = file.resolveSibling("instance.new");
    Files.writeString(made, name, UTF_8);
    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return name;
  }
}
