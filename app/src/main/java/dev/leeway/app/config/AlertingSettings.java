package dev.leeway.app.config;

import static java.util.Objects.requireNonNull;

import dev.leeway.config.AlertRuleSection;
import dev.leeway.config.yaml.Fields;
import dev.leeway.config.yaml.Value;
import dev.leeway.delivery.Target;
import dev.leeway.retraining.RetrainingPolicy;
import dev.leeway.rule.AlertRules;
import dev.leeway.rule.Amendments;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * When alerts open and resolve, who is told, and what is retrained.
 *
 * @param publicUrl how people reach this installation, for the links in alerts; the web server's
 *     when empty
 * @param dashboard a Grafana dashboard that alerts lead to; the status page when empty
 * @param rules how alerts differ from {@link AlertRules#usual}, for every model
 */
public record AlertingSettings(
    Optional<URI> publicUrl,
    Optional<URI> dashboard,
    List<Target> targets,
    Amendments rules,
    List<RetrainingPolicy> retraining) {

  static final AlertingSettings DEFAULT =
      new AlertingSettings(
          Optional.empty(), Optional.empty(), List.of(), Amendments.NONE, List.of());

  public AlertingSettings {
    requireNonNull(publicUrl, "publicUrl");
    requireNonNull(dashboard, "dashboard");
    requireNonNull(rules, "rules");
    targets = List.copyOf(targets);
    retraining = List.copyOf(retraining);
  }

  static AlertingSettings read(Fields fields) {
    Optional<URI> publicUrl = fields.value("publicUrl").url();
    Optional<URI> dashboard = fields.value("dashboard").url();
    Set<String> names = names(fields.value("targets"));
    List<Target> targets = sections(fields.value("targets"), TargetSection::read);
    Amendments rules = AlertRuleSection.read(fields.value("rules"));
    names(fields.value("retraining"));
    List<RetrainingPolicy> retraining =
        sections(fields.value("retraining"), each -> RetrainingSection.read(each, names));
    return fields
        .build(() -> new AlertingSettings(publicUrl, dashboard, targets, rules, retraining))
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
