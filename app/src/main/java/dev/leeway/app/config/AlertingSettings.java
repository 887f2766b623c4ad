package dev.leeway.app.config;

import static java.util.Objects.requireNonNull;

import dev.leeway.alerting.AlertRule;
import dev.leeway.alerting.Severity;
import dev.leeway.config.yaml.Fields;
import dev.leeway.config.yaml.Value;
import dev.leeway.delivery.Target;
import dev.leeway.retraining.RetrainingPolicy;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * When alerts open and resolve, who is told, and what is retrained.
 *
 * @param publicUrl how people reach this installation, for the links in alerts; the web server's
 *     when empty
 */
public record AlertingSettings(
    Optional<URI> publicUrl, List<Target> targets, Rules rules, List<RetrainingPolicy> retraining) {

  static final AlertingSettings DEFAULT =
      new AlertingSettings(Optional.empty(), List.of(), Rules.DEFAULT, List.of());

  public AlertingSettings {
    requireNonNull(publicUrl, "publicUrl");
    requireNonNull(rules, "rules");
    targets = List.copyOf(targets);
    retraining = List.copyOf(retraining);
  }

  /**
   * When an alert changes state.
   *
   * @param open drifted windows in a row that open it
   * @param resolve windows in a row without drift that resolve it
   */
  public record Rules(int open, int resolve, Severity severity) {

    static final Rules DEFAULT =
        new Rules(
            AlertRule.DEFAULT.opensAfter(),
            AlertRule.DEFAULT.resolvesAfter(),
            AlertRule.DEFAULT.severity());

    private static final Map<String, Severity> SEVERITIES =
        Arrays.stream(Severity.values())
            .collect(Collectors.toMap(Severity::key, Function.identity()));

    public Rules {
      requireNonNull(severity, "severity");
    }

    static Rules read(Fields fields) {
      int open = fields.value("open").integer(1, AlertRule.LONGEST_MEMORY).orElse(DEFAULT.open);
      int resolve =
          fields.value("resolve").integer(1, AlertRule.LONGEST_MEMORY).orElse(DEFAULT.resolve);
      Severity severity = fields.value("severity").choice(SEVERITIES).orElse(DEFAULT.severity);
      return fields.build(() -> new Rules(open, resolve, severity)).orElse(DEFAULT);
    }
  }

  static AlertingSettings read(Fields fields) {
    Optional<URI> publicUrl = fields.value("publicUrl").url();
    Set<String> names = names(fields.value("targets"));
    List<Target> targets = sections(fields.value("targets"), TargetSection::read);
    Rules rules = Rules.read(fields.section("rules"));
    names(fields.value("retraining"));
    List<RetrainingPolicy> retraining =
        sections(fields.value("retraining"), each -> RetrainingSection.read(each, names));
    return fields
        .build(() -> new AlertingSettings(publicUrl, targets, rules, retraining))
        .orElse(DEFAULT);
  }

  /** The names given in a list of sections; a second of the same name is a problem. */
  private static Set<String> names(Value list) {
    Set<String> names = new LinkedHashSet<>();
    for (Value section : list.list()) {
      Value name = section.section().value("name");
      name.text()
          .filter(given -> !names.add(given))
          .ifPresent(given -> name.problem("\"" + given + "\" is used above"));
    }
    return names;
  }

  private static <T> List<T> sections(Value list, Function<Fields, Optional<T>> reader) {
    return list.list().stream()
        .flatMap(section -> reader.apply(section.section()).stream())
        .toList();
  }
}
