package dev.leeway.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.alerting.Alert;
import dev.leeway.alerting.Command.Matcher;
import dev.leeway.alerting.Command.Silence;
import dev.leeway.alerting.engine.AlertDesk;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leeway alerts list}: the alerts that are open, and the silences in force. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Shows the alerts that are open, and the silences in force.")
final class AlertsList implements Callable<Integer> {

  @Option(names = "--model", paramLabel = "NAME", description = "Only alerts of this model.")
  private @Nullable String model;

  @Option(names = "--all", description = "Alerts that are over or quiet, too.")
  private boolean all;

  @Mixin private DeskOptions desk = new DeskOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table (default) or json: a line for each alert and silence.",
      defaultValue = "table")
  private OutputFormat format = OutputFormat.TABLE;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> lines = desk.work(this::lines);
    PrintWriter out = Console.out(spec);
    lines.forEach(out::println);
    out.flush();
    return ExitCode.GOOD;
  }

  private List<String> lines(AlertDesk known) {
    List<String> lines = new ArrayList<>();
    known.alerts().stream()
        .filter(alert -> all || alert.open())
        .filter(alert -> model == null || alert.key().model().name().equals(model))
        .sorted(Comparator.comparing(Alert::since).reversed())
        .forEach(alert -> lines.add(line(fields(alert))));
    for (Silence silence : known.silences()) {
      lines.add(line(fields(silence)));
    }
    return lines;
  }

  private static ObjectNode fields(Alert alert) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields.put("alert", alert.key().fingerprint());
    fields.put("state", alert.state().key());
    fields.put("severity", alert.severity().key());
    fields.put("model", alert.key().model().name());
    fields.put("version", alert.key().model().version());
    fields.put("segment", alert.key().segment());
    fields.put("rule", alert.key().rule());
    fields.put("since", alert.since().toString());
    fields.put("summary", alert.findings().summary());
    return fields;
  }

  private static ObjectNode fields(Silence silence) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    Matcher of = silence.of();
    fields.put("silence", silence.id());
    fields.put("until", silence.until().toString());
    putIfSaid(fields, "alert", of.fingerprint());
    putIfSaid(fields, "model", of.model());
    putIfSaid(fields, "version", of.version());
    of.segment().ifPresent(segment -> fields.put("segment", segment));
    putIfSaid(fields, "rule", of.rule());
    fields.put("by", silence.who());
    fields.put("why", silence.why());
    return fields;
  }

  private static void putIfSaid(ObjectNode fields, String key, String value) {
    if (!value.isEmpty()) fields.put(key, value);
  }

  private String line(ObjectNode fields) {
    if (format == OutputFormat.JSON) return fields.toString();
    List<String> cells = new ArrayList<>();
    fields.properties().forEach(field -> cells.add(field.getKey() + "=" + field.getValue()));
    return String.join("  ", cells);
  }
}
