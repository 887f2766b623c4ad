package dev.leeway.app.process;

import dev.leeway.alerting.AlertRule;
import dev.leeway.alerting.AlertRules;
import dev.leeway.alerting.AlertScope;
import dev.leeway.alerting.Severity;
import dev.leeway.alerting.engine.Alerting;
import dev.leeway.alerting.engine.AlertingSettings;
import dev.leeway.alerting.engine.Links;
import dev.leeway.alerting.engine.Route;
import dev.leeway.app.config.ProcessConfig;
import dev.leeway.delivery.AddressRules;
import dev.leeway.delivery.DeliverySettings;
import dev.leeway.delivery.RetryPolicy;
import dev.leeway.delivery.Secret;
import dev.leeway.delivery.Target;
import dev.leeway.monitor.Monitor;
import dev.leeway.outbox.Health;
import dev.leeway.window.WindowSpec;
import java.net.URI;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Alerting's own settings from those of the process. */
final class AlertingWiring {

  /** Networks that a target with {@code allowPrivate} may be in. */
  private static final AddressRules PRIVATE =
      AddressRules.allowing(
          "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7");

  private AlertingWiring() {}

  /**
   * @param url where this process answers, for links when no public address is configured
   */
  static AlertingSettings settings(ProcessConfig config, List<Monitor> monitors, URI url) {
    dev.leeway.app.config.AlertingSettings alerting = config.alerting();
    List<Target> targets = alerting.targets().stream().map(AlertingWiring::target).toList();
    return new AlertingSettings(
        rules(rule(alerting.rules()), monitors),
        DeliverySettings.of(targets),
        targets.stream().map(target -> Route.everything(target.name())).toList(),
        alerting.retraining().stream()
            .map(dev.leeway.app.config.AlertingSettings.Retraining::policy)
            .toList(),
        new Links(
            alerting.publicUrl().or(() -> config.http().publicUrl()).orElse(url).toString(), ""));
  }

  /** What is the matter with the part of alerting of the given name; empty while it is well. */
  static String trouble(Alerting alerting, String part) {
    return alerting.health().stream()
        .filter(report -> report.part().equals(part) && !report.well())
        .map(Health.Report::detail)
        .findFirst()
        .orElse("");
  }

  private static Target target(dev.leeway.app.config.AlertingSettings.Target target) {
    return new Target(
        target.name(),
        target.url(),
        target.secrets().stream().map(secret -> new Secret(secret.revealed())).toList(),
        RetryPolicy.DEFAULT,
        target.allowPrivate() ? PRIVATE : AddressRules.PUBLIC);
  }

  /** Of a model with windows of several lengths the shortest raise alerts: they tell first. */
  private static AlertRules rules(AlertRule rule, List<Monitor> monitors) {
    Map<String, AlertRule> models = new HashMap<>();
    for (Monitor monitor : monitors) {
      monitor.windows().stream()
          .map(WindowSpec::size)
          .min(Comparator.naturalOrder())
          .map(AlertScope::windowsOf)
          .ifPresent(scope -> models.put(monitor.model(), rule.within(scope)));
    }
    return new AlertRules(rule, models);
  }

  private static AlertRule rule(dev.leeway.app.config.AlertingSettings.Rules rules) {
    return new AlertRule(
        Severity.valueOf(rules.severity().name()),
        rules.open(),
        rules.open(),
        rules.resolve(),
        AlertScope.ALL);
  }
}
