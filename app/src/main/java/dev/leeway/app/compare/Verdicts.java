package dev.leeway.app.compare;

import dev.leeway.monitor.Monitor;
import dev.leeway.verdict.ColumnVerdict;
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
  private final Monitor monitor;
  private final ColumnComparison columns;

  Verdicts(Heading heading, ChunkStore chunks, Monitor monitor, ColumnComparison columns) {
    this.heading = heading;
    this.chunks = chunks;
    this.monitor = monitor;
    this.columns = columns;
  }

  /** Tells of every chunk, in order of rows or of time. */
  public Outcome tell(Report report) throws IOException {
    report.begin(heading);
    Outcome outcome = Outcome.NOTHING;
    int number = 0;
    for (long key : chunks.keys()) {
      Chunk chunk = new Chunk(++number, chunks.firstRow(key), chunks.rows(key), window(key));
      ChunkVerdict verdict =
          verdict(chunk, columns.compare(chunks.profile(key), chunks.exact(key)));
      report.add(verdict);
      outcome = outcome.plus(verdict);
    }
    report.end(outcome);
    return outcome;
  }

  private ChunkVerdict verdict(Chunk chunk, List<ColumnVerdict> found) {
    // Other tools have no such limit.
    boolean few = heading.manner().mode().isEmpty() && chunk.rows() < monitor.decision().minRows();
    if (few) {
      return new ChunkVerdict(
          chunk,
          State.UNKNOWN,
          UnknownReason.TOO_FEW_ROWS,
          found.stream().map(ColumnVerdict::unknown).toList(),
          List.of());
    }
    return new ChunkVerdict(chunk, conclude(found), UnknownReason.NONE, found, List.of());
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
