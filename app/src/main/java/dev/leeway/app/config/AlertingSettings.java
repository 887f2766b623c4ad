package dev.leeway.app.config;

import static java.util.Objects.requireNonNull;

import dev.leeway.alerting.AlertRule;
import dev.leeway.alerting.Severity;
import dev.leeway.config.yaml.Fields;
import dev.leeway.config.yaml.Secret;
import dev.leeway.config.yaml.Value;
import dev.leeway.delivery.RetryPolicy;
import dev.leeway.retraining.RetrainingPolicy;
import java.net.URI;
import java.time.Duration;
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
    Optional<URI> publicUrl, List<Target> targets, Rules rules, List<Retraining> retraining) {

  static final AlertingSettings DEFAULT =
      new AlertingSettings(Optional.empty(), List.of(), Rules.DEFAULT, List.of());

  public AlertingSettings {
    requireNonNull(publicUrl, "publicUrl");
    requireNonNull(rules, "rules");
    targets = List.copyOf(targets);
    retraining = List.copyOf(retraining);
  }

  /**
   * A webhook.
   *
   * @param secrets Standard Webhooks secrets, {@code whsec_...}, the newest first; each signs, so
   *     that one can be replaced by the next
   * @param allowPrivate whether the address may be in a private network
   */
  public record Target(String name, URI url, List<Secret> secrets, boolean allowPrivate) {

    /**
     * @throws IllegalArgumentException if it cannot be delivered to; the text names no secret
     */
    public Target {
      secrets = List.copyOf(secrets);
      delivery(name, url, secrets);
    }

    /** The same as the delivery takes it. */
    public dev.leeway.delivery.Target delivery() {
      return delivery(name, url, secrets);
    }

    private static dev.leeway.delivery.Target delivery(String name, URI url, List<Secret> secrets) {
      return new dev.leeway.delivery.Target(
          name,
          url,
          secrets.stream()
              .map(secret -> new dev.leeway.delivery.Secret(secret.revealed()))
              .toList(),
          RetryPolicy.DEFAULT);
    }

    static Optional<Target> read(Fields fields) {
      Optional<String> name = fields.required("name").text();
      Optional<URI> url = fields.required("url").url();
      List<Secret> secrets =
          fields.required("secrets").list().stream()
              .flatMap(value -> value.secret().stream())
              .toList();
      boolean allowPrivate = fields.value("allowPrivate").flag().orElse(false);
      return fields.build(
          () -> new Target(name.orElseThrow(), url.orElseThrow(), secrets, allowPrivate));
    }
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

  /**
   * A retraining request that follows an alert.
   *
   * @param target name of the webhook that takes it
   * @param models whose alerts ask for it; all when empty
   * @param cooldown least time between two requests for one model
   * @param dailyCap most requests for one model in 24 hours
   */
  public record Retraining(
      String name, String target, List<String> models, Duration cooldown, int dailyCap) {

    /**
     * @throws IllegalArgumentException if the name is none
     */
    public Retraining {
      models = List.copyOf(models);
      policy(name, target, models, cooldown, dailyCap);
    }

    /** The same as alerting takes it: for alerts of every severity. */
    public RetrainingPolicy policy() {
      return policy(name, target, models, cooldown, dailyCap);
    }

    private static RetrainingPolicy policy(
        String name, String target, List<String> models, Duration cooldown, int dailyCap) {
      return new RetrainingPolicy(
          name, target, Set.copyOf(models), Severity.INFO, cooldown, dailyCap);
    }

    static Optional<Retraining> read(Fields fields, Set<String> targets) {
      Optional<String> name = fields.required("name").text();
      Value wanted = fields.required("target");
      Optional<String> target = wanted.text();
      if (target.isPresent() && !targets.contains(target.get())) {
        wanted.unknownName(target.get(), targets);
      }
      List<String> models = fields.value("models").texts();
      Duration cooldown = fields.value("cooldown").duration().orElse(RetrainingPolicy.COOLDOWN);
      int dailyCap = fields.value("dailyCap").integer(1, 1_000).orElse(RetrainingPolicy.DAILY_CAP);
      return fields.build(
          () ->
              new Retraining(name.orElseThrow(), target.orElseThrow(), models, cooldown, dailyCap));
    }
  }

  static AlertingSettings read(Fields fields) {
    Optional<URI> publicUrl = fields.value("publicUrl").url();
    Set<String> names = names(fields.value("targets"));
    List<Target> targets = sections(fields.value("targets"), Target::read);
    Rules rules = Rules.read(fields.section("rules"));
    names(fields.value("retraining"));
    List<Retraining> retraining =
        sections(fields.value("retraining"), each -> Retraining.read(each, names));
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
