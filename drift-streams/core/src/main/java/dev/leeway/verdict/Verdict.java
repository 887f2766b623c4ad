package dev.leeway.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.leeway.event.ModelRef;
import dev.leeway.window.Window;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What the comparison of one window of one model and segment concluded.
 *
 * <p>Its identity is {@link #key()}; of several verdicts with one key the highest {@link
 * #revision()} holds. Nothing in it depends on when or where it was computed, so the same rows give
 * an equal verdict on every engine and on every replay.
 *
 * @param segment empty for all rows, else {@code column=value}
 * @param revision 1 for the first verdict of a window, one more for each correction
 * @param reason why the state is UNKNOWN; {@link UnknownReason#NONE} otherwise
 * @param referenceId the reference compared with; empty where there was none
 * @param columns in the reference's order
 * @param constraints of a quality verdict, in the monitor's order; empty for every other kind
 * @param performance of a verdict on performance, realised or estimated; empty for every other kind
 */
public record Verdict(
    ModelRef model,
    String segment,
    Window window,
    Kind kind,
    int revision,
    State state,
    UnknownReason reason,
    long rows,
    String referenceId,
    List<ColumnVerdict> columns,
    List<ConstraintResult> constraints,
    Optional<WindowPerformance> performance) {

  /** By the window's end, then by model, version and segment. */
  public static final Comparator<Verdict> OLDEST_FIRST =
      Comparator.comparing((Verdict verdict) -> verdict.window().end()).thenComparing(Verdict::key);

  /** 128 bits: no two verdicts of one installation will ever meet. */
  private static final int ID_BYTES = 16;

  public Verdict {
    requireNonNull(model, "model");
    requireNonNull(segment, "segment");
    requireNonNull(window, "window");
    requireNonNull(kind, "kind");
    requireNonNull(state, "state");
    requireNonNull(reason, "reason");
    requireNonNull(referenceId, "referenceId");
    requireNonNull(performance, "performance");
    columns = List.copyOf(columns);
    constraints = List.copyOf(constraints);
    if (revision < 1) throw new IllegalArgumentException("revision counts from 1: " + revision);
    if ((state == State.UNKNOWN) == (reason == UnknownReason.NONE)) {
      throw new IllegalArgumentException(state + " with reason " + reason);
    }
    if (performance.isPresent() != kind.isPerformance()) {
      throw new IllegalArgumentException(kind + " with performance " + performance.isPresent());
    }
  }

  /** On performance, realised or estimated. */
  public Verdict(
      ModelRef model,
      String segment,
      Window window,
      Kind kind,
      int revision,
      State state,
      UnknownReason reason,
      long rows,
      String referenceId,
      WindowPerformance performance) {
    this(
        model,
        segment,
        window,
        kind,
        revision,
        state,
        reason,
        rows,
        referenceId,
        List.of(),
        List.of(),
        Optional.of(performance));
  }

  /** On columns and constraints. */
  public Verdict(
      ModelRef model,
      String segment,
      Window window,
      Kind kind,
      int revision,
      State state,
      UnknownReason reason,
      long rows,
      String referenceId,
      List<ColumnVerdict> columns,
      List<ConstraintResult> constraints) {
    this(
        model,
        segment,
        window,
        kind,
        revision,
        state,
        reason,
        rows,
        referenceId,
        columns,
        constraints,
        Optional.empty());
  }

  /** Without constraints. */
  public Verdict(
      ModelRef model,
      String segment,
      Window window,
      Kind kind,
      int revision,
      State state,
      UnknownReason reason,
      long rows,
      String referenceId,
      List<ColumnVerdict> columns) {
    this(
        model,
        segment,
        window,
        kind,
        revision,
        state,
        reason,
        rows,
        referenceId,
        columns,
        List.of());
  }

  /** The same as another revision. */
  public Verdict withRevision(int other) {
    return new Verdict(
        model,
        segment,
        window,
        kind,
        other,
        state,
        reason,
        rows,
        referenceId,
        columns,
        constraints,
        performance);
  }

  /** The columns that drifted, the strongest evidence first. */
  public List<ColumnVerdict> drifted() {
    return columns.stream()
        .filter(column -> column.state() == State.DRIFTED)
        .sorted((a, b) -> Double.compare(evidence(b), evidence(a)))
        .toList();
  }

  /** Model, version, segment, window and kind; the same for every revision. */
  public String key() {
    return key(model, segment, window, kind);
  }

  /** The key of the verdict of that kind on the window. */
  public static String key(ModelRef model, String segment, Window window, Kind kind) {
    return String.join(
        "|",
        model.name(),
        model.version(),
        segment,
        window.start().toString(),
        window.end().toString(),
        kind.name());
  }

  /**
   * The name of a verdict in URLs: the first half of the SHA-256 of its {@linkplain #key() key}, in
   * hexadecimal. A segment may hold any character; this holds none that needs escaping.
   *
   * @param verdictKey of {@link #key()}
   */
  public static String id(String verdictKey) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(verdictKey.getBytes(UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, ID_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private static double evidence(ColumnVerdict column) {
    return column.measure(Measure.EVIDENCE).map(MeasureResult::value).orElse(0.0);
  }

  /** What a verdict is about. */
  public enum Kind {
    /** Inputs or outputs moved. */
    DRIFT,
    /** Realised performance, from labels. */
    PERFORMANCE,
    /** Performance estimated without labels. */
    ESTIMATED_PERFORMANCE,
    /** Constraints on the rows: missing values, type errors, ranges, volume, freshness. */
    QUALITY;

    /** Whether a verdict of this kind is on performance, realised or estimated. */
    public boolean isPerformance() {
      return this == PERFORMANCE || this == ESTIMATED_PERFORMANCE;
    }
  }

  /** Why nothing can be said. */
  public enum UnknownReason {
    NONE,
    TOO_FEW_ROWS,
    NO_REFERENCE,
    /** Of realised performance: too few predictions have their label yet. */
    TOO_FEW_LABELS,
    /** Part of the window was counted on another reference's grid, or its state was damaged. */
    INCOMPLETE,
    /**
     * No column or constraint could be judged: a rule needs what the reference does not hold, or a
     * limit lies within what is not known exactly.
     */
    UNDECIDED
  }
}
