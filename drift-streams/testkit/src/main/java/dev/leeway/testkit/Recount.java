package dev.leeway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.drift.Accumulation;
import dev.leeway.drift.DriftJudge;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.Layout;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileBuilder;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.reference.Reference;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.State;
import dev.leeway.window.Window;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What must come out of a log, worked out from the log alone: all rows in memory, sorted into
 * windows one by one. Shares the statistics with the job, and nothing that bundles, merges, closes
 * or restores.
 */
final class Recount {

  private final List<PredictionRecord> log;
  private final Monitor monitor;
  private final Reference reference;
  private final SortedMap<String, Expected> windows;

  /** Values that have a segment of their own, by segment column: the first that came. */
  private final Map<String, Set<String>> named = new TreeMap<>();

  /**
   * @param log predictions of one model version that must count; where there are more segments than
   *     the monitor's cap, in the order in which one partition holds them all
   */
  Recount(List<PredictionRecord> log, Monitor monitor, Reference reference) {
    this.log = List.copyOf(log);
    this.monitor = monitor;
    this.reference = reference;
    for (String column : monitor.segments()) {
      named.put(
          column,
          log.stream()
              .map(row -> String.valueOf(row.getFeatures().get(column)))
              .distinct()
              .limit(monitor.caps().segments())
              .collect(Collectors.toSet()));
    }
    windows = recounted();
  }

  /**
   * What must be concluded of one window; nobody changes the bytes.
   *
   * @param decision what decisions are made from, in canonical bytes
   * @param columns empty where too few rows are in the window
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Expected(long rows, byte[] decision, State state, List<ColumnVerdict> columns) {}

  /** By the key of the drift verdict. */
  SortedMap<String, Expected> windows() {
    return windows;
  }

  private SortedMap<String, Expected> recounted() {
    SortedMap<String, Expected> expected = new TreeMap<>();
    for (String segment : segments()) {
      List<PredictionRecord> rows = log.stream().filter(row -> isIn(row, segment)).toList();
      SortedSet<Window> windows = new TreeSet<>();
      rows.forEach(row -> windows.addAll(windowsOf(row.getEventTime().toEpochMilli())));
      for (Window window : windows) {
        expected.put(key(segment, window), expected(segment, rows, window));
      }
    }
    return expected;
  }

  private Expected expected(String segment, List<PredictionRecord> rows, Window window) {
    List<PredictionRecord> inside =
        rows.stream().filter(row -> isIn(row, window.start(), window.end())).toList();
    DriftJudge judge = new DriftJudge(reference, monitor);
    SortedMap<Instant, List<PredictionRecord>> spans = new TreeMap<>();
    for (PredictionRecord row : rows) {
      Instant span = monitor.spanStart(row.getEventTime());
      if (span.isBefore(window.end())) {
        spans.computeIfAbsent(span, start -> new ArrayList<>()).add(row);
      }
    }
    Accumulation evidence = judge.begin(spans.firstKey());
    for (Map.Entry<Instant, List<PredictionRecord>> span : spans.entrySet()) {
      evidence = judge.advance(evidence, profile(span.getValue()), monitor.spanEnd(span.getKey()));
    }
    Profile profile = profile(inside);
    boolean few = inside.size() < monitor.decision().minRows();
    List<ColumnVerdict> columns =
        judge.judge(profile, evidence).stream()
            .filter(column -> !segment.startsWith(column.column() + "="))
            .map(column -> few ? column.unknown() : column)
            .toList();
    boolean drifted = columns.stream().anyMatch(column -> column.state() == State.DRIFTED);
    State state = few ? State.UNKNOWN : drifted ? State.DRIFTED : State.OK;
    return new Expected(inside.size(), ProfileCodec.decisionBytes(profile), state, columns);
  }

  /** Rows by carrier in one window, counted with nothing but a map. */
  static SortedMap<String, Long> carriers(
      List<PredictionRecord> log, Instant start, Duration length) {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (PredictionRecord row : log) {
      if (isIn(row, start, start.plus(length))
          && row.getFeatures().get("carrier") instanceof String carrier) {
        counts.merge(carrier, 1L, Long::sum);
      }
    }
    return counts;
  }

  private Profile profile(List<PredictionRecord> rows) {
    Layout layout = reference.layout();
    ProfileBuilder builder =
        new ProfileBuilder(new ProfileBuilder.Counting(layout, monitor.quality().patterns()));
    for (PredictionRecord row : rows) {
      builder.startRow();
      byte[] id = row.getId().getBytes(UTF_8);
      builder.id(id, 0, id.length);
      for (int place = 0; place < layout.columns().size(); place++) {
        Object value = row.getFeatures().get(layout.columns().get(place).name());
        if (value instanceof Double number) builder.number(place, number);
        if (value instanceof Boolean flag) builder.flag(place, flag);
        if (value instanceof String text) {
          byte[] bytes = text.getBytes(UTF_8);
          builder.text(place, bytes, 0, bytes.length);
        }
      }
    }
    return builder.build();
  }

  private Set<String> segments() {
    Set<String> segments = new TreeSet<>(Set.of(""));
    for (String column : monitor.segments()) {
      log.forEach(row -> segments.add(column + "=" + segment(row, column)));
    }
    return segments;
  }

  private boolean isIn(PredictionRecord row, String segment) {
    if (segment.isEmpty()) return true;
    String[] parts = segment.split("=", 2);
    return parts[1].equals(segment(row, parts[0]));
  }

  private String segment(PredictionRecord row, String column) {
    String value = String.valueOf(row.getFeatures().get(column));
    return named.getOrDefault(column, Set.of()).contains(value) ? value : "__other__";
  }

  private static boolean isIn(PredictionRecord row, Instant start, Instant end) {
    return !row.getEventTime().isBefore(start) && row.getEventTime().isBefore(end);
  }

  /** All windows of all specifications, found by trying. */
  private List<Window> windowsOf(long eventTime) {
    List<Window> windows = new ArrayList<>();
    for (WindowSpec spec : monitor.windows()) {
      long slide = spec.slide().toMillis();
      for (long start = eventTime - eventTime % slide;
          start > eventTime - spec.size().toMillis();
          start -= slide) {
        windows.add(Window.starting(start, spec.size()));
      }
    }
    return windows;
  }

  private String key(String segment, Window window) {
    ModelRef model = reference.model();
    return String.join(
        "|",
        model.name(),
        model.version(),
        segment,
        window.start().toString(),
        window.end().toString(),
        "DRIFT");
  }
}
