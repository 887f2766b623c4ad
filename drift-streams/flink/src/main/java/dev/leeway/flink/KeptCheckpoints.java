package dev.leeway.flink;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of the local cluster's earlier jobs. Flink begins a job with the one it is told
 * to and tries for ever if that cannot be read, so each is read before it is named.
 */
final class KeptCheckpoints {

  private static final Logger LOG = LoggerFactory.getLogger(KeptCheckpoints.class);

  private static final String METADATA = "_metadata";

  /**
   * A byte for each time that reading began and did not end: Flink believes every length it finds,
   * and a damaged one asks for more memory than there is, which ends the process.
   */
  private static final String ATTEMPTS = "leeway-attempts";

  /** More than one, for a process can also be killed while it reads. */
  private static final int MAX_ATTEMPTS = 2;

  private KeptCheckpoints() {}

  /**
   * The newest that can be read: an older one makes the job read again what it has read since, and
   * tell the same again. Of those that are older yet one is left, and the others are deleted.
   *
   * @return nothing if none has been kept
   * @throws IOException if there are some and none can be read
   */
  static Optional<Path> newest(Path checkpoints) throws IOException {
    List<Path> kept = kept(checkpoints);
    List<String> troubles = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      Path checkpoint = kept.get(i);
      Optional<String> trouble = trouble(checkpoint);
      if (trouble.isEmpty()) {
        // Flink deletes what the new job has gone on from, and nothing else of earlier jobs.
        for (Path older : kept.subList(Math.min(i + 2, kept.size()), kept.size())) delete(older);
        return Optional.of(checkpoint);
      }
      LOG.error("The checkpoint {} cannot be read: {}", checkpoint, trouble.get());
      troubles.add(trouble.get());
    }
    if (troubles.isEmpty()) return Optional.empty();
    throw new IOException(
        "no checkpoint in %s can be read (%s); without that folder the job starts over with the"
                .formatted(checkpoints, String.join("; ", troubles))
            + " oldest prediction there is");
  }

  /** Newest first. Metadata are written last, and in one step: without them it is not whole. */
  private static List<Path> kept(Path checkpoints) throws IOException {
    if (!Files.isDirectory(checkpoints)) return List.of();
    try (Stream<Path> files = Files.walk(checkpoints)) {
      return files
          .filter(file -> file.endsWith(METADATA))
          .sorted(Comparator.comparingLong((Path file) -> file.toFile().lastModified()).reversed())
          .map(file -> file.resolveSibling(""))
          .toList();
    }
  }

  /** Why it cannot be read; empty if all its files are there and whole. */
  private static Optional<String> trouble(Path checkpoint) throws IOException {
    Path attempts = checkpoint.resolve(ATTEMPTS);
    long before = Files.exists(attempts) ? Files.size(attempts) : 0;
    if (before >= MAX_ATTEMPTS) return Optional.of("reading it has ended the process");
    Files.write(attempts, new byte[] {'.'}, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    Optional<String> trouble = read(checkpoint);
    Files.delete(attempts);
    return trouble;
  }

  private static Optional<String> read(Path checkpoint) {
    try (DataInputStream in =
        new DataInputStream(Files.newInputStream(checkpoint.resolve(METADATA)))) {
      for (OperatorState operator :
          Checkpoints.loadCheckpointMetadata(
                  in, KeptCheckpoints.class.getClassLoader(), checkpoint.toUri().toString())
              .getOperatorStates()) {
        for (OperatorSubtaskState task : operator.getStates()) read(task);
      }
      return Optional.empty();
    } catch (IOException | RuntimeException e) { // damaged metadata can end in any of these
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static void delete(Path checkpoint) throws IOException {
    try (Stream<Path> files = Files.walk(checkpoint)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }

  private static void read(OperatorSubtaskState task) throws IOException {
    for (OperatorStateHandle state : task.getManagedOperatorState()) {
      read(state.getDelegateStateHandle());
    }
    for (KeyedStateHandle state : task.getManagedKeyedState()) {
      if (state instanceof StreamStateHandle file) read(file);
    }
  }

  private static void read(StreamStateHandle state) throws IOException {
    try (InputStream in = state.openInputStream()) {
      long found = in.transferTo(OutputStream.nullOutputStream());
      if (found < state.getStateSize()) {
        throw new IOException(
            "a file of %d bytes has only %d".formatted(state.getStateSize(), found));
      }
    }
  }
}
