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
import dev.leeway.delivery.DeliverySettings;
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

  private AlertingWiring() {}

  /**
   * @param url where this process answers, for links when no public address is configured
   */
  static AlertingSettings settings(ProcessConfig config, List<Monitor> monitors, URI url) {
    dev.leeway.app.config.AlertingSettings alerting = config.alerting();
    return new AlertingSettings(
        rules(rule(alerting.rules()), monitors),
        DeliverySettings.of(alerting.targets()),
        alerting.targets().stream()
            .filter(target -> target.recipient().takes().alerts())
            .map(target -> Route.everything(target.name()))
            .toList(),
        alerting.retraining(),
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
