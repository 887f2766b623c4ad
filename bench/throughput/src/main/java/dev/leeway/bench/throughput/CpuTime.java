package dev.leeway.bench.throughput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processor time of a Java process so far, in nanoseconds; the kernel counts it in 10 ms.
 *
 * @param total of all threads, those that have ended included
 * @param collector of the threads that collect garbage; 0 where the system does not tell threads
 *     apart
 * @param compiler of the threads that compile; 0 likewise
 */
record CpuTime(long total, long collector, long compiler) {

  static final CpuTime NONE = new CpuTime(0, 0, 0);

  private static final long TICK_NANOS = 10_000_000;

  /** Beginnings of threads' names; the one that runs the virtual machine collects, too. */
  private static final List<String> COLLECTORS = List.of("GC Thread", "G1 ", "VM Thread");

  private static final List<String> COMPILERS = List.of("C1 Compiler", "C2 Compiler");

  /** Place of a thread's time for itself behind its name; that for the system follows. */
  private static final int USER_TICKS = 11;

  CpuTime plus(CpuTime other) {
    return new CpuTime(total + other.total, collector + other.collector, compiler + other.compiler);
  }

  CpuTime minus(CpuTime other) {
    return new CpuTime(total - other.total, collector - other.collector, compiler - other.compiler);
  }

  /**
   * A process's threads by what the kernel says of each.
   *
   * @param total of the whole process
   * @param threads folder with a folder for each thread; need not be there
   */
  static CpuTime of(long total, Path threads) {
    if (!Files.isDirectory(threads)) return new CpuTime(total, 0, 0);
    try (Stream<Path> all = Files.list(threads)) {
      return all.map(CpuTime::ofThread).reduce(new CpuTime(total, 0, 0), CpuTime::plus);
    } catch (IOException | UncheckedIOException e) {
      throw new ThroughputException("processor times of threads are not told", e);
    }
  }

  private static CpuTime ofThread(Path thread) {
    try {
      return ofThread(Files.readString(thread.resolve("stat")));
    } catch (IOException e) {
      return NONE; // it has ended meanwhile
    }
  }

  private static CpuTime ofThread(String stat) {
    int end = stat.lastIndexOf(')');
    String name = stat.substring(stat.indexOf('(') + 1, end);
    String[] rest = stat.substring(end + 2).split(" ");
    long nanos =
        TICK_NANOS * (Long.parseLong(rest[USER_TICKS]) + Long.parseLong(rest[USER_TICKS + 1]));
    return new CpuTime(0, isOf(COLLECTORS, name) ? nanos : 0, isOf(COMPILERS, name) ? nanos : 0);
  }

  private static boolean isOf(List<String> beginnings, String name) {
    return beginnings.stream().anyMatch(name::startsWith);
  }
}
