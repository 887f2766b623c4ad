package dev.leeway.app.process;

import dev.leeway.alerting.engine.Alerting;
import dev.leeway.alerting.engine.AlertingSettings;
import dev.leeway.alerting.engine.Links;
import dev.leeway.alerting.engine.Route;
import dev.leeway.app.config.LoadedConfig;
import dev.leeway.app.config.ProcessConfig;
import dev.leeway.app.config.RulesInForce;
import dev.leeway.delivery.DeliverySettings;
import dev.leeway.outbox.Health;
import java.net.URI;

/** Alerting's own settings from those of the process. */
final class AlertingWiring {

  private AlertingWiring() {}

  /**
   * @param url where this process answers, for links when no public address is configured
   */
  static AlertingSettings settings(LoadedConfig loaded, URI url) {
    ProcessConfig config = loaded.process();
    dev.leeway.app.config.AlertingSettings alerting = config.alerting();
    return new AlertingSettings(
        RulesInForce.of(loaded),
        DeliverySettings.of(alerting.targets()),
        alerting.targets().stream()
            .filter(target -> target.recipient().takes().alerts())
            .map(target -> Route.everything(target.name()))
            .toList(),
        alerting.retraining(),
        new Links(
            alerting.publicUrl().or(() -> config.http().publicUrl()).orElse(url).toString(),
            alerting.dashboard().map(URI::toString).orElse("")));
  }

  /** What is the matter with the part of alerting of the given name; empty while it is well. */
  static String trouble(Alerting alerting, String part) {
    return alerting.health().stream()
        .filter(report -> report.part().equals(part) && !report.well())
        .map(Health.Report::detail)
        .findFirst()
        .orElse("");
  }
}
