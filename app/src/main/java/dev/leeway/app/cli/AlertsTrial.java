package dev.leeway.app.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.alerting.Alert;
import dev.leeway.alerting.AlertBook;
import dev.leeway.alerting.AlertChange;
import dev.leeway.app.config.ConfigLoader;
import dev.leeway.app.config.RulesInForce;
import dev.leeway.app.history.VerdictHistory;
import dev.leeway.rule.AlertRule;
import dev.leeway.rule.Cause;
import dev.leeway.verdict.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leeway alerts test}: what rules would have made of verdicts that are history. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = {
      "Says what rules would have told of verdicts of the past, and when. Tells nobody.",
      "Ends with 1 if anything would have fired, else with 0."
    })
final class AlertsTrial implements Callable<Integer> {

  @Option(
      names = "--rule",
      required = true,
      paramLabel = "FILE",
      description = "YAML with a list rules: as it would stand in alerting.rules, and no others.")
  private @Nullable Path rule;

  @Option(
      names = "--history",
      required = true,
      paramLabel = "FILE",
      description = {
        "The verdicts: one JSON value after the other, each a verdict or an answer of",
        "GET /v1/models/{model}/verdicts."
      })
  private @Nullable Path history;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table (default) or json: a line for each change.",
      defaultValue = "table")
  private OutputFormat format = OutputFormat.TABLE;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<AlertRule> rules =
        ConfigLoader.ofThisProcess().loadRules(requireNonNull(rule, "rule")).rules();
    List<Verdict> verdicts = VerdictHistory.read(requireNonNull(history, "history"));
    requireColumns(rules);
    AlertBook book = new AlertBook(RulesInForce.of(rules, verdicts), List.of());
    List<AlertChange> told = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      book.consider(verdict).stream()
          .filter(change -> change.moved() || change.news().isPresent())
          .forEach(told::add);
    }
    PrintWriter out = Console.out(spec);
    for (AlertChange change : told) {
      out.println(format == OutputFormat.JSON ? json(change).toString() : line(change));
    }
    long fired = told.stream().filter(AlertChange::fired).count();
    if (format == OutputFormat.TABLE) out.println(summary(verdicts.size(), fired));
    out.flush();
    return fired > 0 ? ExitCode.FAILED_CHECK : ExitCode.GOOD;
  }

  /** A monitor's file tells which columns are predictions; here is none. */
  private static void requireColumns(List<AlertRule> rules) {
    for (AlertRule each : rules) {
      if (each.on().cause() == Cause.PREDICTION_DRIFT && each.scope().columns().isEmpty()) {
        throw CommandFailure.badInput("rule " + each.name() + ": give its columns");
      }
    }
  }

  private static String summary(int verdicts, long fired) {
    return (verdicts == 1 ? "1 verdict" : verdicts + " verdicts")
        + ": "
        + (fired == 0 ? "nothing would have fired" : fired + " would have fired");
  }

  private static String line(AlertChange change) {
    Alert after = change.after();
    return String.join(
        "  ",
        change.window().end().toString(),
        after.key().rule(),
        after.state().key() + (change.news().isPresent() ? " (told)" : ""),
        why(change));
  }

  private static ObjectNode json(AlertChange change) {
    Alert after = change.after();
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("at", change.window().end().toString());
    line.put("rule", after.key().rule());
    line.put("cause", after.key().cause().key());
    line.put("model", after.key().model().name());
    line.put("version", after.key().model().version());
    line.put("segment", after.key().segment());
    line.put("state", after.state().key());
    change.news().ifPresent(news -> line.put("told", news.name().toLowerCase(Locale.ROOT)));
    line.put("severity", after.severity().key());
    line.put("episode", after.episode());
    line.put("fingerprint", after.key().fingerprint());
    line.put("why", why(change));
    return line;
  }

  /** Its findings are of its last incident; while it is pending there is none yet. */
  private static String why(AlertChange change) {
    Alert after = change.after();
    boolean incident = after.open() || change.before().open();
    return incident
        ? after.findings().summary()
        : after.key().about() + ": bad windows, but not enough of them";
  }
}
