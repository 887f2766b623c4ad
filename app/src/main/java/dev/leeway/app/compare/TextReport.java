package dev.leeway.app.compare;

import dev.leeway.app.compare.TextGrid.Cell;
import dev.leeway.app.compare.TextGrid.Column;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.State;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** A comparison for people. */
public final class TextReport implements Report {

  private final PrintWriter out;
  private final Paper paper;
  private boolean mode;
  private boolean chunked;
  private ChunkTable chunks;
  private int columns;
  private int drifted;
  private int constraints;
  private int failed;
  private final PerformanceTable performance;
  private Optional<Detections> detections = Optional.empty();

  /**
   * What is written on.
   *
   * @param width in characters; 0 where lines may be of any length
   * @param measures that the table has beside evidence and effect
   */
  public record Paper(Ink ink, int width, List<Measure> measures) {

    public Paper {
      measures = List.copyOf(measures);
    }
  }

  public TextReport(PrintWriter out, Paper paper) {
    this.out = out;
    this.paper = paper;
    chunks = new ChunkTable(false, paper.ink);
    performance = new PerformanceTable(paper.ink);
  }

  @Override
  public void begin(Heading heading) {
    mode = heading.manner().mode().isPresent();
    chunked = heading.isChunked();
    detections = heading.detections();
    chunks = new ChunkTable(heading.manner().chunking() instanceof Chunking.Span, paper.ink);
    TextGrid grid =
        new TextGrid(List.of(Column.left(""), Column.left(""), Column.right(""), Column.left("")));
    side("reference", heading.reference(), heading.model().orElse(""), grid);
    side("current", heading.current(), "", grid);
    grid.lines(0, title -> title).stream().skip(1).forEach(out::println);
    heading.notes().forEach(note -> out.println(paper.ink.doubtful("note") + ": " + note));
    out.println();
  }

  private void side(String name, Side side, String more, TextGrid grid) {
    grid.add(
        List.of(
            new Cell(name, paper.ink::faint),
            Cell.plain(Words.plain(side.file())),
            Cell.plain(Words.count(side.rows(), "row")),
            Cell.plain(more)));
  }

  @Override
  public void add(ChunkVerdict verdict) {
    verdict.performance().ifPresent(performance::add);
    if (chunked) {
      chunks.add(verdict);
      return;
    }
    columns = verdict.columns().size();
    drifted = verdict.drifted().size();
    ColumnTable table = new ColumnTable(verdict.columns(), paper.ink);
    (mode ? table.modeLines(paper.width) : table.lines(paper.measures, paper.width))
        .forEach(out::println);
    if (!mode) table.rule().ifPresent(rule -> out.println(paper.ink.faint(rule)));
    failed = verdict.failed().size();
    constraints = verdict.constraints().size();
    if (!verdict.constraints().isEmpty()) {
      out.println();
      table(verdict.constraints()).forEach(out::println);
    }
    verdict.performance().ifPresent(this::tell);
    if (verdict.state() == State.UNKNOWN) {
      out.println();
      out.println(OutcomeWords.reason(verdict));
    }
  }

  private void tell(ChunkPerformance chunk) {
    out.println();
    performance.lines(paper.width).forEach(out::println);
    out.println(
        paper.ink.faint(
            Words.count(chunk.labelled())
                + " of "
                + Words.count(chunk.predicted(), "prediction")
                + " labelled"));
    if (!chunk.estimated().isEmpty()) out.println(paper.ink.faint(chunk.assumption()));
    chunk
        .segments()
        .map(segments -> new SegmentTable(segments, paper.ink).lines(paper.width))
        .ifPresent(lines -> lines.forEach(out::println));
  }

  private List<String> table(List<ConstraintResult> results) {
    TextGrid grid =
        new TextGrid(
            List.of(
                Column.left("STATE"),
                Column.left("CONSTRAINT"),
                Column.left("COLUMN"),
                Column.left("WHY")));
    for (ConstraintResult result : results) {
      grid.add(
          List.of(
              new Cell(result.state().name(), text -> coloured(result.state(), text)),
              Cell.plain(result.constraint()),
              Cell.plain(Words.name(result.column())),
              Cell.plain(Words.plain(result.why()))));
    }
    return grid.lines(paper.width, paper.ink::faint);
  }

  @Override
  public void end(Outcome outcome) {
    if (chunked) {
      chunks.lines(paper.width).forEach(out::println);
      chunks.map(paper.width).forEach(out::println);
      performance.map(paper.width).forEach(out::println);
    }
    detections
        .map(found -> new DetectorTable(paper.ink).lines(found, paper.width))
        .ifPresent(lines -> lines.forEach(out::println));
    out.println();
    String state = coloured(outcome.state(), outcome.state().name());
    out.println(
        chunked
            ? state + ": " + outcome.drifted() + " of " + Words.count(outcome.chunks(), "chunk")
            : state + ": " + drifted + " of " + Words.count(columns, "column") + " drifted");
    if (outcome.failed() > 0) {
      String of =
          chunked
              ? outcome.failed() + " of " + Words.count(outcome.chunks(), "chunk")
              : failed + " of " + Words.count(constraints, "constraint");
      out.println(paper.ink.bad("FAILED") + ": " + of);
    }
    if (outcome.worse() > 0) {
      out.println(
          paper.ink.bad("FAILED")
              + ": performance is worse than allowed in "
              + outcome.worse()
              + " of "
              + Words.count(outcome.chunks(), "chunk"));
    }
    out.flush();
  }

  private String coloured(State state, String text) {
    return switch (state) {
      case DRIFTED, FAILED -> paper.ink.bad(text);
      case OK -> paper.ink.good(text);
      case UNKNOWN -> paper.ink.doubtful(text);
    };
  }
}
