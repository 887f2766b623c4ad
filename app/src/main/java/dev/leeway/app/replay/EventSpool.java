package dev.leeway.app.replay;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Events on their way from a file to the gateway, in a file of our own, so that they can be sent in
 * the order of their times however large the table is. 16 bytes of memory an event; as much again
 * for a moment if the table is not in order. First all are added, then they are read.
 */
final class EventSpool implements AutoCloseable {

  private static final int BUFFER = 1 << 16;
  private static final int FIRST_CAPACITY = 1_024;

  private final FileChannel file;
  private final OutputStream out;
  private long[] times = new long[FIRST_CAPACITY];

  /** Where each event ends; it starts where the one before ends. */
  private long[] ends = new long[FIRST_CAPACITY];

  private int size;
  private boolean ascending = true;

  /** Order of times; null while it is the order in which they were added. */
  private Integer @Nullable [] order;

  EventSpool() {
    try {
      Path path = Files.createTempFile("leeway-replay-", ".jsonl");
      file =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      out = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER);
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  /** Appends an event of the given time. */
  void add(long time, byte[] event) {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    ascending &= size == 0 || times[size - 1] <= time;
    times[size] = time;
    ends[size] = (size == 0 ? 0 : ends[size - 1]) + event.length;
    size++;
    try {
      out.write(event);
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  /** Ends the adding and puts the events in order; those of one time stay as they were added. */
  void settle() {
    try {
      out.flush();
    } catch (IOException e) {
      throw noRoom(e);
    }
    if (ascending) return;
    Integer[] sorted = IntStream.range(0, size).boxed().toArray(Integer[]::new);
    Arrays.sort(sorted, Comparator.comparingLong(i -> times[i]));
    order = sorted;
  }

  int size() {
    return size;
  }

  /** Time of the event that comes so many-th, counted from 0. */
  long time(int rank) {
    return times[row(rank)];
  }

  /** As which, counted from 0, the event was added. */
  int row(int rank) {
    Integer[] sorted = order;
    return sorted == null ? rank : sorted[rank];
  }

  /** The event itself. */
  byte[] event(int rank) {
    int row = row(rank);
    long start = row == 0 ? 0 : ends[row - 1];
    ByteBuffer bytes = ByteBuffer.allocate((int) (ends[row] - start));
    try {
      while (bytes.hasRemaining()) {
        if (file.read(bytes, start + bytes.position()) < 0) {
          throw new IOException("the spool file ends early");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.array();
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ReplayException noRoom(IOException e) {
    return ReplayException.outside("no room for the events on their way: " + e.getMessage());
  }
}
