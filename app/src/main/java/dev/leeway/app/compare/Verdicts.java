package dev.leeway.app.compare;

import dev.leeway.monitor.Monitor;
import dev.leeway.profile.Profile;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict.UnknownReason;
import dev.leeway.window.Window;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The verdicts on a table that was read; each is worked out when it is told. */
public final class Verdicts {

  private final Heading heading;
  private final ChunkStore chunks;
  private final Judges judges;
  private final PerformanceByChunk performance;

  /** Who judges a chunk: its columns, its quality, and whether it has rows enough. */
  record Judges(ColumnComparison columns, ChunkQuality quality, Monitor monitor) {}

  Verdicts(Heading heading, ChunkStore chunks, Judges judges, PerformanceByChunk performance) {
    this.heading = heading;
    this.chunks = chunks;
    this.judges = judges;
    this.performance = performance;
  }

  /** Tells of every chunk, in order of rows or of time. To be called once. */
  public Outcome tell(Report report) throws IOException {
    report.begin(heading);
    Outcome outcome = Outcome.NOTHING;
    int number = 0;
    for (long key : chunks.keys()) {
      Chunk chunk = new Chunk(++number, chunks.firstRow(key), chunks.rows(key), window(key));
      ChunkVerdict verdict = judge(chunk, key);
      report.add(verdict);
      outcome = outcome.plus(verdict);
    }
    report.end(outcome);
    return outcome;
  }

  private ChunkVerdict judge(Chunk chunk, long key) {
    Profile profile = chunks.profile(key);
    List<ColumnVerdict> columns = judges.columns.compare(chunk, profile, chunks.exact(key));
    List<ConstraintResult> constraints = judges.quality.judge(chunk, profile, chunks.newest(key));
    // Other tools have no such limit.
    boolean few =
        heading.manner().mode().isEmpty() && chunk.rows() < judges.monitor.decision().minRows();
    Optional<ChunkPerformance> done = performance.of(key);
    if (!few) {
      return new ChunkVerdict(
          chunk, conclude(columns), UnknownReason.NONE, columns, constraints, done);
    }
    List<ColumnVerdict> unknown = columns.stream().map(ColumnVerdict::unknown).toList();
    return new ChunkVerdict(
        chunk, State.UNKNOWN, UnknownReason.TOO_FEW_ROWS, unknown, constraints, done);
  }

  private State conclude(List<ColumnVerdict> found) {
    if (heading.manner().mode().isPresent()) return heading.manner().mode().get().conclude(found);
    if (found.stream().anyMatch(column -> column.state() == State.DRIFTED)) return State.DRIFTED;
    boolean known = found.stream().anyMatch(column -> column.state() == State.OK);
    return known ? State.OK : State.UNKNOWN;
  }

  private Optional<Window> window(long key) {
    if (!(heading.manner().chunking() instanceof Chunking.Span span)) return Optional.empty();
    return Optional.of(Window.starting(key * span.length().toMillis(), span.length()));
  }
}
