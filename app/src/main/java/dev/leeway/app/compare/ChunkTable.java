package dev.leeway.app.compare;

import dev.leeway.app.compare.TextGrid.Cell;
import dev.leeway.app.compare.TextGrid.Column;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Chunks as a table, and which column drifted when as a map with a mark for each chunk. */
final class ChunkTable {

  /** Columns named in the line of a chunk. */
  private static final int NAMED = 3;

  private static final int NARROWEST_MAP = 20;

  private final Ink ink;
  private final TextGrid grid;
  private final boolean timed;
  private final Map<String, List<Mark>> marks = new LinkedHashMap<>();

  /** What became of one column in one chunk. */
  private record Mark(State state, double effect) {}

  /**
   * @param timed whether chunks are spans of time
   */
  ChunkTable(boolean timed, Ink ink) {
    this.timed = timed;
    this.ink = ink;
    grid =
        new TextGrid(
            List.of(
                Column.right("CHUNK"),
                Column.left(timed ? "FROM" : "ROW"),
                Column.right("ROWS"),
                Column.left("STATE"),
                Column.left("WHAT DRIFTED")));
  }

  void add(ChunkVerdict verdict) {
    Chunk chunk = verdict.chunk();
    boolean holds = verdict.failed().isEmpty() && verdict.worse().isEmpty();
    State state = holds ? verdict.state() : worse(verdict.state());
    grid.add(
        List.of(
            Cell.plain(String.valueOf(chunk.number())),
            Cell.plain(
                timed
                    ? chunk.window().map(Words::start).orElse("-")
                    : Words.count(chunk.firstRow())),
            Cell.plain(Words.count(chunk.rows())),
            new Cell(state.name(), text -> coloured(state, text)),
            Cell.plain(what(verdict))));
    for (ColumnVerdict column : verdict.columns()) {
      marks
          .computeIfAbsent(column.column(), name -> new ArrayList<>())
          .add(new Mark(column.state(), moved(column)));
    }
  }

  List<String> lines(int width) {
    return grid.lines(width, ink::faint);
  }

  /** One line per column, those that drifted most often first; several blocks if need be. */
  List<String> map(int width) {
    List<String> names =
        marks.keySet().stream().sorted(Comparator.comparing(this::weight).reversed()).toList();
    int chunks = names.stream().mapToInt(name -> marks(name).size()).max().orElse(0);
    if (chunks < 2) return List.of();
    int widest = names.stream().mapToInt(name -> Words.name(name).length()).max().orElse(0);
    int most = Math.max(NARROWEST_MAP, (width == 0 ? 120 : width) - widest - 2);
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        ink.faint(
            "A mark per chunk: "
                + mark(new Mark(State.OK, 0))
                + " no drift, by effect "
                + legend()
                + ", ? unknown"));
    for (int from = 0; from < chunks; from += most) {
      if (chunks > most) lines.add(ink.faint(" ".repeat(widest + 2) + "from chunk " + (from + 1)));
      for (String name : names) {
        List<Mark> all = marks(name);
        String shown = Words.name(name);
        StringBuilder line =
            new StringBuilder(shown).append(" ".repeat(widest - shown.length() + 2));
        line.append(inked(all.subList(from, Math.min(all.size(), from + most))));
        lines.add(line.toString());
      }
    }
    return lines;
  }

  private List<Mark> marks(String name) {
    return marks.getOrDefault(name, List.of());
  }

  /** How much drift a column had in all. */
  private double weight(String name) {
    return marks(name).stream()
        .filter(mark -> mark.state == State.DRIFTED)
        .mapToDouble(mark -> 1 + mark.effect)
        .sum();
  }

  private static State worse(State state) {
    return state == State.DRIFTED ? State.DRIFTED : State.FAILED;
  }

  private static String what(ChunkVerdict verdict) {
    List<String> words = new ArrayList<>();
    List<ColumnVerdict> drifted =
        verdict.drifted().stream()
            .sorted(Comparator.comparing((ColumnVerdict column) -> -moved(column)))
            .toList();
    if (!drifted.isEmpty()) {
      String named =
          drifted.stream()
              .limit(NAMED)
              .map(column -> Words.name(column.column()) + " " + amount(column))
              .collect(Collectors.joining(", "));
      int more = drifted.size() - NAMED;
      words.add(more > 0 ? named + ", and " + more + " more" : named);
    }
    if (verdict.state() == State.UNKNOWN) words.add(OutcomeWords.reason(verdict));
    List<MeasuredPerformance> worse = verdict.worse();
    worse.stream().limit(NAMED).map(PerformanceTable::sentence).forEach(words::add);
    if (worse.size() > NAMED) words.add("and " + (worse.size() - NAMED) + " more measures");
    for (ConstraintResult failed : verdict.failed()) {
      words.add(OutcomeWords.constraint(failed));
    }
    return String.join("; ", words);
  }

  private static String amount(ColumnVerdict column) {
    Optional<MeasureResult> effect = column.measure(Measure.EFFECT);
    return effect.isPresent() ? Words.percent(effect.get().value()) : Words.number(moved(column));
  }

  /** The effect; for another tool the measure that decides, which comes first. */
  private static double moved(ColumnVerdict column) {
    Optional<MeasureResult> effect = column.measure(Measure.EFFECT);
    return effect
        .or(() -> column.measures().stream().findFirst())
        .map(MeasureResult::value)
        .orElse(0.0);
  }

  /** The marks, each run of one state in one ink. */
  private String inked(List<Mark> all) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    while (from < all.size()) {
      State state = all.get(from).state;
      StringBuilder run = new StringBuilder();
      int to = from;
      while (to < all.size() && all.get(to).state == state) {
        run.append(mark(all.get(to++)));
      }
      text.append(state == State.OK ? ink.faint(run.toString()) : coloured(state, run.toString()));
      from = to;
    }
    return text.toString();
  }

  private String mark(Mark mark) {
    if (mark.state == State.UNKNOWN) return "?";
    if (mark.state == State.OK) return ink.blocks() ? "\u00b7" : ".";
    String shades = shades();
    if (mark.effect < 0.1) return shades.substring(0, 1);
    if (mark.effect < 0.2) return shades.substring(1, 2);
    return mark.effect < 0.4 ? shades.substring(2, 3) : shades.substring(3);
  }

  private String shades() {
    return ink.blocks() ? "\u2591\u2592\u2593\u2588" : "oxX#";
  }

  private String legend() {
    String shades = shades();
    return shades.charAt(0)
        + " below 10 %, "
        + shades.charAt(1)
        + " 20 %, "
        + shades.charAt(2)
        + " 40 %, "
        + shades.charAt(3)
        + " more";
  }

  private String coloured(State state, String text) {
    return switch (state) {
      case DRIFTED, FAILED -> ink.bad(text);
      case OK -> ink.good(text);
      case UNKNOWN -> ink.doubtful(text);
    };
  }
}
