package dev.leeway.config;

import dev.leeway.config.yaml.Fields;
import dev.leeway.config.yaml.Value;
import dev.leeway.rule.AlertRule;
import dev.leeway.rule.AlertScope;
import dev.leeway.rule.Amendments;
import dev.leeway.rule.Cause;
import dev.leeway.rule.Demands;
import dev.leeway.rule.Persistence;
import dev.leeway.rule.QuietTimes;
import dev.leeway.rule.Severity;
import dev.leeway.rule.Subject;
import dev.leeway.rule.Threshold;
import dev.leeway.rule.Threshold.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The keys of a list of alert rules. The list of the process and that of a monitor file are the
 * same: each changes what holds without it.
 */
public final class AlertRuleSection {

  private static final Map<String, Severity> SEVERITIES = named(Severity.values(), Severity::key);

  private static final Map<String, Side> SIDES = named(Side.values(), Side::key);

  private static final Map<String, Cause> CAUSES = named(Cause.values(), Cause::key);

  /** How a rule calls all rows together; a segment has an equals sign. */
  private static final String ALL_ROWS = "all";

  /** What a lack of rows explains. */
  private static final Set<Cause> FOLLOWS_FROM_NO_DATA =
      Set.of(Cause.DRIFT, Cause.PREDICTION_DRIFT, Cause.ESTIMATED_PERFORMANCE);

  private final Fields fields;

  private AlertRuleSection(Fields fields) {
    this.fields = fields;
  }

  /** What a list of rules says; what is wrong with it becomes a problem. */
  public static Amendments read(Value list) {
    List<AlertRule> rules = new ArrayList<>();
    Set<String> off = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (Value each : list.list()) {
      AlertRuleSection section = new AlertRuleSection(each.section());
      Optional<String> name = section.name();
      name.filter(given -> !names.add(given))
          .ifPresent(
              given -> section.fields.value("name").problem("\"" + given + "\" is used above"));
      if (section.fields.value("off").flag().orElse(false)) {
        section.fields.build(() -> off.add(name.orElseThrow()));
      } else {
        section.rule(name).ifPresent(rules::add);
      }
    }
    return list.build(() -> new Amendments(rules, off)).orElse(Amendments.NONE);
  }

  /** A rule that has no name of its own is called as what it is on. */
  private Optional<String> name() {
    Value name = fields.value("name");
    return name.isGiven() ? name.text() : fields.required("on").text();
  }

  private Optional<AlertRule> rule(Optional<String> name) {
    Optional<Subject> on = on();
    Severity severity = fields.value("severity").choice(SEVERITIES).orElse(Severity.WARNING);
    Optional<Threshold> threshold = on.flatMap(this::threshold);
    Optional<Persistence> persistence = persistence();
    Optional<Demands> demands = demands();
    AlertScope scope = scope();
    Optional<QuietTimes> quiet = QuietSection.read(fields.section("quiet"));
    Optional<Duration> repeat = fields.value("repeat").duration();
    Optional<Set<Cause>> inhibits = inhibits();
    return fields.build(
        () -> {
          Subject subject = on.orElseThrow();
          Set<Cause> usual =
              subject.cause() == Cause.NO_DATA ? FOLLOWS_FROM_NO_DATA : Set.<Cause>of();
          return new AlertRule(
              name.orElseThrow(),
              subject,
              severity,
              threshold,
              persistence.orElseThrow(),
              demands.orElseThrow(),
              scope,
              quiet.orElseThrow(),
              repeat,
              inhibits.orElse(usual));
        });
  }

  /** A rule that says not what it is on may say it by its name. */
  private Optional<Subject> on() {
    Value on = fields.value("on");
    Value told = on.isGiven() ? on : fields.value("name");
    Optional<String> text = told.text();
    Optional<Subject> subject = text.flatMap(Subject::parse);
    if (text.isPresent() && subject.isEmpty()) {
      if (on.isGiven()) unknown(on, text.get());
      else fields.required("on");
    }
    return subject;
  }

  private static void unknown(Value on, String text) {
    int dot = text.indexOf('.');
    Optional<Cause> cause = Cause.of(dot < 0 ? text : text.substring(0, dot));
    on.unknownName(
        text, cause.map(Subject::all).orElseGet(() -> CAUSES.keySet().stream().sorted().toList()));
  }

  private Optional<Threshold> threshold(Subject on) {
    Value openValue = fields.value("open");
    Value closeValue = fields.value("close");
    Optional<Double> open = openValue.number();
    Optional<Double> close = closeValue.number();
    Value worse = fields.value("worse");
    Optional<Side> told = worse.choice(SIDES);
    Optional<Side> side = on.isMeasured() ? on.side() : Optional.empty();
    if (side.isPresent() && told.isPresent() && !side.equals(told)) {
      worse.problem("of " + on + " what is " + side.get().key() + " is worse: remove the key");
    }
    if (openValue.isGiven() && on.isMeasured() && side.or(() -> told).isEmpty()) {
      worse.problem("is required: " + on + " can be bad above or below");
    }
    if (closeValue.isGiven() && !openValue.isGiven()) {
      closeValue.problem("says nothing without open");
    }
    return open.flatMap(
        level ->
            fields.check(
                () ->
                    new Threshold(
                        level, close.orElse(level), side.or(() -> told).orElse(Side.ABOVE))));
  }

  private Optional<Persistence> persistence() {
    int longest = Persistence.LONGEST_MEMORY;
    int opensAfter = fields.value("opensAfter").integer(1, longest).orElse(1);
    int outOf = fields.value("outOf").integer(1, longest).orElse(opensAfter);
    int resolvesAfter = fields.value("resolvesAfter").integer(1, longest).orElse(1);
    return fields.check(() -> new Persistence(opensAfter, outOf, resolvesAfter));
  }

  private Optional<Demands> demands() {
    long minRows = fields.value("minRows").integer(0, Long.MAX_VALUE).orElse(0L);
    double minCoverage = fields.value("minCoverage").number().orElse(0.0);
    return fields.check(() -> new Demands(minRows, minCoverage));
  }

  private AlertScope scope() {
    Set<Duration> windows =
        fields.value("windows").list().stream()
            .flatMap(value -> value.duration().stream())
            .collect(Collectors.toSet());
    Set<String> segments = new HashSet<>();
    for (Value value : fields.value("segments").list()) {
      Optional<String> segment = value.text();
      segment.map(text -> text.equals(ALL_ROWS) ? "" : text).ifPresent(segments::add);
      segment
          .filter(text -> !text.equals(ALL_ROWS) && text.indexOf('=') < 1)
          .ifPresent(text -> value.problem("expected column=value, or " + ALL_ROWS));
    }
    return new AlertScope(windows, segments, Set.copyOf(fields.value("columns").texts()));
  }

  private Optional<Set<Cause>> inhibits() {
    Value value = fields.value("inhibits");
    Set<Cause> causes =
        value.list().stream()
            .flatMap(each -> each.choice(CAUSES).stream())
            .collect(Collectors.toSet());
    return value.isGiven() ? Optional.of(causes) : Optional.empty();
  }

  private static <T> Map<String, T> named(T[] values, Function<T, String> key) {
    return Arrays.stream(values).collect(Collectors.toMap(key, Function.identity()));
  }
}
