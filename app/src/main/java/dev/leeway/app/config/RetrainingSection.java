package dev.leeway.app.config;

import dev.leeway.config.yaml.Fields;
import dev.leeway.config.yaml.Value;
import dev.leeway.retraining.RetrainingPolicy;
import dev.leeway.retraining.RetrainingPolicy.Start;
import dev.leeway.rule.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code alerting.retraining[]}: a retraining request that follows an alert. */
final class RetrainingSection {

  private static final Map<String, Start> STARTS =
      Map.of("auto", Start.AUTO, "approval", Start.APPROVAL, "dryRun", Start.DRY_RUN);

  private RetrainingSection() {}

  static Optional<RetrainingPolicy> read(Fields fields, Set<String> targets) {
    Optional<String> name = fields.required("name").text();
    Value wanted = fields.required("target");
    Optional<String> target = wanted.text();
    if (target.isPresent() && !targets.contains(target.get())) {
      wanted.unknownName(target.get(), targets);
    }
    List<String> models = fields.value("models").texts();
    Duration cooldown = fields.value("cooldown").duration().orElse(RetrainingPolicy.COOLDOWN);
    int dailyCap = fields.value("dailyCap").integer(1, 1_000).orElse(RetrainingPolicy.DAILY_CAP);
    Start start = fields.value("start").choice(STARTS).orElse(Start.AUTO);
    int unattended =
        fields.value("unattended").integer(1, 1_000).orElse(RetrainingPolicy.UNATTENDED);
    return fields.build(
        () ->
            new RetrainingPolicy(
                name.orElseThrow(),
                target.orElseThrow(),
                Set.copyOf(models),
                Severity.INFO,
                cooldown,
                dailyCap,
                start,
                unattended));
  }
}
