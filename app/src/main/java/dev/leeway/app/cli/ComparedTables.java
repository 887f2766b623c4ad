package dev.leeway.app.cli;

import static java.util.Objects.requireNonNull;

import dev.leeway.app.compare.Chunking;
import dev.leeway.app.compare.Comparison;
import dev.leeway.app.compare.ComparisonException;
import dev.leeway.app.compare.Manner;
import dev.leeway.app.compare.PerformanceByChunk;
import dev.leeway.app.compare.ReferenceSide;
import dev.leeway.app.compare.Table;
import dev.leeway.app.compare.Verdicts;
import dev.leeway.app.config.ConfigLoader;
import dev.leeway.app.outcomes.Demands;
import dev.leeway.app.outcomes.OutcomeColumns;
import dev.leeway.app.outcomes.OutcomeComparison;
import dev.leeway.app.outcomes.Views;
import dev.leeway.app.rows.RowFiles;
import dev.leeway.app.rows.RowProgress;
import dev.leeway.app.rows.RowSource;
import dev.leeway.mode.Mode;
import dev.leeway.monitor.Monitor;
import dev.leeway.reference.Reference;
import dev.leeway.reference.ReferencePerformance;
import dev.leeway.verdict.Measure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which files are compared and how: the options that {@code compare} and {@code check} share. */
final class ComparedTables {

  private static final String TOOLS =
      Arrays.stream(Mode.values()).map(Mode::key).collect(Collectors.joining(", "));

  @Option(
      names = "--reference",
      required = true,
      paramLabel = "FILE",
      description = {
        "The data to compare with: " + RowFiles.ENDINGS + ";",
        "or a reference made by \"leeway profile build\"."
      })
  private @Nullable Path reference;

  @Option(
      names = "--current",
      required = true,
      paramLabel = "FILE",
      description = "The data that may have drifted, with one of the same endings.")
  private @Nullable Path current;

  @Option(
      names = "--monitor",
      paramLabel = "FILE",
      description = "The model's monitor file: columns, thresholds, constraints, decision.")
  private @Nullable Path monitorFile;

  @Option(
      names = "--mode",
      paramLabel = "TOOL",
      description =
          "Take the measures and rules of another tool: nannyml, evidently, sagemaker, tfdv.")
  private @Nullable String mode;

  @Option(
      names = "--chunk",
      paramLabel = "SIZE",
      description = "Compare chunk by chunk: a number of rows, or a span of time such as 1h or 1d.")
  private @Nullable String chunk;

  @Option(
      names = "--time-column",
      paramLabel = "COLUMN",
      description = "Says when a row happened. Default: the only column of times.")
  private @Nullable String timeColumn;

  @Option(
      names = "--id-column",
      paramLabel = "COLUMN",
      description = "Tells rows apart; for the constraint on repeated ids, and not compared.")
  private @Nullable String idColumn;

  @Mixin private final ColumnOptions columns = new ColumnOptions();

  @Mixin private final KindOption kinds = new KindOption();

  @Mixin private final OutcomeOptions outcomes = new OutcomeOptions();

  @Mixin private final ViewOptions views = new ViewOptions();

  @Option(
      names = "--exact",
      description = "Compare row by row, without bins; for files up to a million rows.")
  private boolean exact;

  /**
   * Reads both.
   *
   * @throws CommandFailure if what is asked for cannot be
   */
  Verdicts read() throws IOException {
    Path file = requireNonNull(reference, "reference");
    Manner manner = manner();
    try (ReadingProgress progress = ReadingProgress.onTerminal()) {
      Table rows = table(requireNonNull(current, "current"), progress);
      Optional<Table> referenceRows =
          RowFiles.isTable(file) ? Optional.of(table(file, progress)) : Optional.empty();
      check(referenceRows, rows);
      ReferenceSide side;
      Monitor monitor;
      Optional<ReferencePerformance> made = Optional.empty();
      if (referenceRows.isPresent()) {
        monitor = monitor("table", manner);
        Monitor kinded = kinds.in(monitor);
        side = BadInput.unlessAllowed(() -> ReferenceSide.of(referenceRows.get(), kinded));
      } else {
        Reference before = ProfileShow.read(file);
        monitor = monitor(before.model().name(), manner);
        side = ReferenceSide.of(file, before);
        made = before.performance();
      }
      Comparison comparison =
          new Comparison(side, unlabelled(monitor).with(EnumSet.allOf(Measure.class)), manner);
      PerformanceByChunk performance = performance(comparison.manner(), made, monitor, progress);
      return comparison.read(rows, InstantSource.system().instant(), performance);
    } catch (ComparisonException e) {
      throw CommandFailure.badInput(String.valueOf(e.getMessage()));
    }
  }

  private Manner manner() {
    String size = chunk;
    String tool = mode;
    Chunking chunking =
        size == null
            ? Chunking.WHOLE
            : Chunking.parse(size)
                .orElseThrow(
                    () ->
                        CommandFailure.badInput(
                            "--chunk "
                                + size
                                + ": neither a number of rows nor a span such as 1d"));
    Optional<Mode> by =
        tool == null
            ? Optional.empty()
            : Optional.of(
                Mode.of(tool.toLowerCase(Locale.ROOT))
                    .orElseThrow(
                        () -> CommandFailure.badInput("--mode " + tool + ": none of " + TOOLS)));
    return new Manner(
        chunking, Optional.ofNullable(timeColumn), Optional.ofNullable(idColumn), by, exact);
  }

  /** Outcomes are no input, and often the reference alone has them: they are not compared. */
  private Monitor unlabelled(Monitor monitor) {
    return outcomes
        .label()
        .map(label -> monitor.with(label, monitor.column(label).ignoring()))
        .orElse(monitor);
  }

  /** Measured if that is asked for; estimated, too, where the reference can without being asked. */
  private PerformanceByChunk performance(
      Manner manner, Optional<ReferencePerformance> made, Monitor monitor, RowProgress progress) {
    boolean asked = outcomes.isAsked() || views.isAsked();
    if (made.isEmpty() && !asked) return PerformanceByChunk.NONE;
    Path file = requireNonNull(reference, "reference");
    OutcomeColumns where =
        made.map(known -> outcomes.columns(known.layout()))
            .orElseGet(() -> outcomes.columns(views.estimates()));
    // What is left out of the comparison may well be the model's answer.
    Table rows = table(requireNonNull(current, "current"), Set.of(), progress);
    if (!asked && !rows.names().containsAll(where.answer())) {
      return PerformanceByChunk.none(
          "performance is not estimated, for the file has no columns " + where.answer());
    }
    OutcomeComparison.Sources sources =
        new OutcomeComparison.Sources(
            rows,
            RowFiles.isTable(file)
                ? Optional.of(table(file, Set.of(), progress))
                : Optional.empty(),
            made,
            outcomes.labels().map(labels -> table(labels, Set.of(), progress)),
            manner.idColumn());
    try (Views open = views.open()) {
      Demands demands =
          monitor.performance().map(outcomes.demands()::or).orElse(outcomes.demands());
      return new OutcomeComparison(where, demands, sources, open)
          .read(manner.chunking(), manner.timeColumn());
    }
  }

  private Table table(Path file, RowProgress progress) {
    return table(file, Set.copyOf(columns.excluded()), progress);
  }

  private Table table(Path file, Set<String> without, RowProgress progress) {
    RowSource rows = RowFiles.open(file, columns.lenient(without), progress);
    return new Table(file, rows, rows.columns().stream().map(columns::name).toList());
  }

  /** A name that is nowhere is a mistake. */
  private void check(Optional<Table> referenceRows, Table rows) {
    Set<String> there = new HashSet<>(rows.rows().allColumns());
    referenceRows.ifPresent(table -> there.addAll(table.rows().allColumns()));
    refuseAbsent("--exclude", columns.excluded(), there);
    refuseAbsent("--rename", columns.renamed().keySet(), there);
    kinds.check();
    if (referenceRows.isPresent()) {
      refuseAbsent("--kind", kinds.columns(), new HashSet<>(referenceRows.get().names()));
    } else if (kinds.isGiven()) {
      throw CommandFailure.badInput(
          "--kind: a reference that was made before has its kinds; give them to profile build");
    }
  }

  private void refuseAbsent(String option, Collection<String> wanted, Set<String> there) {
    Set<String> absent = new TreeSet<>(wanted);
    absent.removeAll(there);
    if (absent.isEmpty()) return;
    throw CommandFailure.badInput(
        option + ": no column " + absent + "; there are " + new TreeSet<>(there));
  }

  /** The monitor's rule; without one, one look at one table needs no promise over many windows. */
  private Monitor monitor(String model, Manner manner) {
    Path file = monitorFile;
    if (file == null) {
      Monitor monitor = Monitor.withDefaults(model);
      boolean once = manner.chunking() instanceof Chunking.Whole;
      return once ? monitor.with(monitor.decision().withHorizon(1)) : monitor;
    }
    Monitor monitor = ConfigLoader.ofThisProcess().loadMonitor(file);
    if (!RowFiles.isTable(requireNonNull(reference)) && !monitor.model().equals(model)) {
      throw CommandFailure.badInput(file + " is the monitor of " + monitor.model());
    }
    return monitor;
  }
}
