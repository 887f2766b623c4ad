package dev.leeway.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.OperatorStreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptCheckpointsTest {

  private static final int STATE_BYTES = 5_000;

  @TempDir private Path folder;

  @Test
  void newest_isTheOneWhoseMetadataWereWrittenLast() throws IOException {
    checkpoint("job-b/chk-1", 1);
    Path newest = checkpoint("job-a/chk-2", 2);
    Files.createDirectories(folder.resolve("job-a/chk-3"));

    assertThat(KeptCheckpoints.newest(folder)).contains(newest);
  }

  @Test
  void newest_ofAFolderThatIsNotThere_isNone() throws IOException {
    assertThat(KeptCheckpoints.newest(folder.resolve("none"))).isEmpty();
  }

  @Test
  void newest_ifItsMetadataAreDamaged_isTheOneBefore() throws IOException {
    Path older = checkpoint("job/chk-1", 1);
    Path newer = checkpoint("job/chk-2", 2);
    Files.write(newer.resolve("_metadata"), new byte[100]);
    touch(newer, 2);

    assertThat(KeptCheckpoints.newest(folder)).contains(older);
  }

  @Test
  void newest_ifReadingItHasEndedTheProcessTwice_isTheOneBefore() throws IOException {
    Path older = checkpoint("job/chk-1", 1);
    Path newer = checkpoint("job/chk-2", 2);
    Files.write(newer.resolve("leeway-attempts"), new byte[1]);
    assertThat(KeptCheckpoints.newest(folder)).contains(newer);

    Files.write(newer.resolve("leeway-attempts"), new byte[2]);
    assertThat(KeptCheckpoints.newest(folder)).contains(older);
  }

  @Test
  void newest_ifAFileOfItIsTooShort_isTheOneBefore() throws IOException {
    Path older = checkpoint("job/chk-1", 1);
    Path newer = checkpoint("job/chk-2", 2);
    Files.write(newer.resolve("state"), new byte[STATE_BYTES - 1]);

    assertThat(KeptCheckpoints.newest(folder)).contains(older);
  }

  @Test
  void newest_ifNoneCanBeRead_saysSo() throws IOException {
    for (int i = 1; i < 3; i++) {
      Files.delete(checkpoint("job/chk-" + i, i).resolve("state"));
    }

    assertThatThrownBy(() -> KeptCheckpoints.newest(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no checkpoint in " + folder + " can be read")
        .hasMessageContaining("starts over");
  }

  @Test
  void newest_leavesOneOlder_andDeletesTheRest() throws IOException {
    Path oldest = checkpoint("job-a/chk-1", 1);
    Path older = checkpoint("job-a/chk-2", 2);
    Path newest = checkpoint("job-b/chk-3", 3);

    assertThat(KeptCheckpoints.newest(folder)).contains(newest);

    assertThat(older.resolve("_metadata")).exists();
    assertThat(oldest).doesNotExist();
  }

  /** One with a file of state, written at so many seconds. */
  private Path checkpoint(String name, int second) throws IOException {
    Path checkpoint = Files.createDirectories(folder.resolve(name));
    Path state = Files.write(checkpoint.resolve("state"), new byte[STATE_BYTES]);
    OperatorState operator = new OperatorState("merge", "merge", new OperatorID(1, 2), 1, 4);
    operator.putState(
        0,
        OperatorSubtaskState.builder()
            .setManagedOperatorState(
                new OperatorStreamStateHandle(
                    Map.of(),
                    new FileStateHandle(
                        new org.apache.flink.core.fs.Path(state.toUri()), STATE_BYTES)))
            .build());
    try (OutputStream out = Files.newOutputStream(checkpoint.resolve("_metadata"))) {
      Checkpoints.storeCheckpointMetadata(
          new CheckpointMetadata(second, List.of(operator), List.of()), out);
    }
    touch(checkpoint, second);
    return checkpoint;
  }

  private static void touch(Path checkpoint, int second) throws IOException {
    Files.setLastModifiedTime(
        checkpoint.resolve("_metadata"), FileTime.fromMillis(second * 1_000L));
  }
}
