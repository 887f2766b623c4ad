package dev.leeway.config;

import dev.leeway.config.yaml.Fields;
import dev.leeway.config.yaml.Value;
import dev.leeway.event.Names;
import dev.leeway.monitor.Caps;
import dev.leeway.monitor.ColumnPolicy;
import dev.leeway.monitor.ColumnRules;
import dev.leeway.monitor.Decision;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.PerformancePolicy;
import dev.leeway.monitor.Timing;
import dev.leeway.profile.ColumnKind;
import dev.leeway.quality.QualityPolicy;
import dev.leeway.rule.AlertRule;
import dev.leeway.rule.Amendments;
import dev.leeway.rule.Cause;
import dev.leeway.verdict.Measure;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The keys of a monitor file. */
public final class MonitorFile {

  private static final Map<String, ColumnKind> KINDS =
      Arrays.stream(ColumnKind.values())
          .filter(kind -> kind != ColumnKind.JOINT)
          .collect(
              Collectors.toMap(kind -> kind.name().toLowerCase(Locale.ROOT), Function.identity()));

  /** Some 70 days of windows of a minute. */
  private static final int USUAL_MOST_WINDOWS = 100_000;

  private MonitorFile() {}

  /** What a file's top level says; empty if something is wrong, which is then a problem. */
  public static Optional<WatchedModel> read(Fields fields) {
    Value rules = fields.value("alerts");
    Amendments alerts = AlertRuleSection.read(rules);
    Optional<Monitor> monitor = monitor(fields);
    monitor.ifPresent(of -> check(alerts, of, rules));
    return monitor.map(of -> new WatchedModel(of, alerts));
  }

  /** A rule that can never speak is a rule somebody relies on. */
  private static void check(Amendments alerts, Monitor monitor, Value value) {
    Set<Duration> known =
        monitor.windows().stream().map(WindowSpec::size).collect(Collectors.toSet());
    boolean silenceTold = monitor.quality().longestSilence().isPresent();
    for (AlertRule rule : alerts.rules()) {
      String named = "the rule " + rule.name() + " ";
      if (!known.containsAll(rule.scope().windows())) {
        value.problem(named + "is on windows that the model has not");
      }
      if (rule.on().cause() == Cause.NO_DATA && !silenceTold) {
        value.problem(
            named
                + "hears nothing when no rows come at all: set quality.freshness or"
                + " quality.rows.atLeast too");
      }
      if (rule.on().cause().isPerformance() && monitor.performance().isEmpty()) {
        value.problem(named + "needs the section performance");
      }
    }
  }

  private static Optional<Monitor> monitor(Fields fields) {
    Value name = fields.required("model");
    Optional<String> model = name.text();
    model
        .filter(given -> !Names.isName(given))
        .ifPresent(given -> name.problem("not a model name: letters, digits and _ . - / only"));
    Optional<Timing> timing = timing(fields);
    List<WindowSpec> windows = windows(fields.value("windows"));
    List<String> segments = segments(fields.value("segments"));
    SortedMap<String, ColumnPolicy> columns = columns(fields.value("columns"));
    Optional<Decision> decision = decision(fields.section("decision"));
    Fields bounds = fields.section("caps");
    int mostWindows =
        bounds.value("windows").integer(1, Integer.MAX_VALUE).orElse(USUAL_MOST_WINDOWS);
    Optional<Caps> caps = caps(bounds);
    Optional<QualityPolicy> quality = QualitySection.read(fields.section("quality"));
    Set<Measure> measures = MeasureRules.measures(fields.value("measures"));
    boolean multivariate = fields.value("multivariate").flag().orElse(false);
    Value outcomes = fields.value("performance");
    Optional<PerformancePolicy> performance = PerformanceSection.read(outcomes.section());
    Optional<Monitor> monitor =
        fields.build(
            () ->
                new Monitor(
                    model.orElseThrow(),
                    timing.orElseThrow(),
                    windows,
                    segments,
                    columns,
                    decision.orElseThrow(),
                    caps.orElseThrow(),
                    quality.orElseThrow(),
                    measures,
                    multivariate,
                    performance.filter(given -> outcomes.isGiven())));
    monitor
        .filter(given -> given.windowsAtOnce() > mostWindows)
        .ifPresent(
            given ->
                fields
                    .value("windows")
                    .problem(
                        ("%,d windows of a segment would be remembered at once, and caps.windows"
                                + " allows %,d: slides must be longer, or lateness or"
                                + " performance.horizon shorter")
                            .formatted(given.windowsAtOnce(), mostWindows)));
    return monitor;
  }

  private static Optional<Timing> timing(Fields fields) {
    Timing usual = Timing.DEFAULT;
    Duration pane = fields.value("pane").duration().orElse(usual.pane());
    Duration grace = fields.value("grace").duration().orElse(usual.grace());
    Duration lateness = fields.value("lateness").duration().orElse(usual.lateness());
    Duration idle = fields.value("idleTimeout").duration().orElse(usual.idleTimeout());
    Duration past = fields.value("maxPast").duration().orElse(usual.maxPast());
    Duration future = fields.value("maxFuture").duration().orElse(usual.maxFuture());
    Duration delay = fields.value("correctionDelay").duration().orElse(usual.correctionDelay());
    return fields.check(() -> new Timing(pane, grace, lateness, idle, past, future, delay));
  }

  private static List<WindowSpec> windows(Value value) {
    if (!value.isGiven()) return Monitor.withDefaults("any").windows();
    Set<WindowSpec> windows = new LinkedHashSet<>();
    for (Value element : value.list()) {
      Optional<WindowSpec> window =
          element.isSection()
              ? window(element.section())
              : element.duration().flatMap(size -> element.build(() -> WindowSpec.tumbling(size)));
      window
          .filter(given -> !windows.add(given))
          .ifPresent(given -> element.problem("the same window is given above"));
    }
    return new ArrayList<>(windows);
  }

  private static Optional<WindowSpec> window(Fields fields) {
    Optional<Duration> size = fields.required("size").duration();
    Optional<Duration> slide = fields.value("slide").duration().or(() -> size);
    return fields.build(() -> new WindowSpec(size.orElseThrow(), slide.orElseThrow()));
  }

  private static List<String> segments(Value value) {
    Set<String> segments = new LinkedHashSet<>();
    for (Value element : value.list()) {
      element
          .text()
          .filter(given -> !segments.add(given))
          .ifPresent(given -> element.problem("\"" + given + "\" is given above"));
    }
    return new ArrayList<>(segments);
  }

  private static Optional<Decision> decision(Fields fields) {
    Decision usual = Decision.DEFAULT;
    double alpha = fields.value("alpha").number().orElse(usual.alpha());
    int horizon = fields.value("horizon").integer(1, Integer.MAX_VALUE).orElse(usual.horizon());
    double tolerance = fields.value("tolerance").number().orElse(usual.tolerance());
    long minRows = fields.value("minRows").integer(1, Long.MAX_VALUE).orElse(usual.minRows());
    double rowsPerBlock = fields.value("rowsPerBlock").number().orElse(usual.rowsPerBlock());
    return fields.build(() -> new Decision(alpha, horizon, tolerance, minRows, rowsPerBlock));
  }

  private static Optional<Caps> caps(Fields fields) {
    Caps usual = Caps.DEFAULT;
    int columns = fields.value("columns").integer(1, 100_000).orElse(usual.columns());
    int segments = fields.value("segments").integer(1, 100_000).orElse(usual.segments());
    int categories = fields.value("categories").integer(1, 1_000_000).orElse(usual.categories());
    int versions = fields.value("versions").integer(1, 10_000).orElse(usual.versions());
    return fields.build(() -> new Caps(columns, segments, categories, versions));
  }

  private static SortedMap<String, ColumnPolicy> columns(Value value) {
    SortedMap<String, ColumnPolicy> columns = new TreeMap<>();
    value
        .named()
        .forEach(
            (name, given) ->
                column(given.section()).ifPresent(policy -> columns.put(name, policy)));
    return columns;
  }

  private static Optional<ColumnPolicy> column(Fields fields) {
    boolean ignore = fields.value("ignore").flag().orElse(false);
    Optional<ColumnKind> kind = fields.value("kind").choice(KINDS);
    Optional<Double> tolerance = fields.value("tolerance").number();
    Optional<ColumnRules> rules = MeasureRules.rules(fields);
    return fields.build(
        () ->
            new ColumnPolicy(
                ignore,
                kind,
                tolerance.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                rules.orElseThrow()));
  }
}
