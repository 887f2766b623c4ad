package dev.leeway.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.leeway.event.ModelRef;
import dev.leeway.profile.ColumnKind;
import dev.leeway.store.VerdictJson;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsTrialTest {

  @TempDir private Path folder;

  @Test
  void test_saysWhatWouldHaveFired() throws IOException {
    CommandRun run = run("rules: [{on: drift, severity: critical}]", lines(history()));

    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines())
        .hasSize(3)
        .satisfiesExactly(
            line -> assertThat(line).contains("  drift  firing (told)  ", "1 column drifted"),
            line -> assertThat(line).contains("  drift  resolved (told)  ", "no drift any more"),
            line -> assertThat(line).isEqualTo("4 verdicts: 1 would have fired"));
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void test_isGoodWhereNothingFires() throws IOException {
    CommandRun run = run("rules: [{on: drift, opensAfter: 3}]", lines(history()));

    assertThat(run.out())
        .contains("  drift  pending  ", "bad windows, but not enough of them")
        .endsWith("4 verdicts: nothing would have fired" + System.lineSeparator());
    assertThat(run.exitCode()).isZero();
  }

  /** An answer of the API, whatever its order, says the same as a line for each verdict. */
  @Test
  void test_readsAnswersOfTheApi() throws IOException {
    String rule = "rules: [{on: drift}]";
    List<Verdict> reversed = history();
    Collections.reverse(reversed);
    String page =
        "{\"verdicts\": [\n" + String.join(",\n", each(reversed)) + "\n], \"next\": \"x\"}";

    assertThat(run(rule, page).out()).isEqualTo(run(rule, lines(history())).out());
  }

  @Test
  void test_printsALineOfJsonForEachChange() throws IOException {
    CommandRun run = run("rules: [{on: drift}]", lines(history()), "--format", "json");

    assertThat(run.out().lines())
        .hasSize(2)
        .first()
        .asString()
        .contains("\"rule\":\"drift\"", "\"state\":\"firing\"", "\"told\":\"fired\"", "\"why\":\"");
  }

  @Test
  void test_namesTheLineThatIsNoVerdict() throws IOException {
    String good = lines(history().subList(0, 1));

    assertThat(run("rules: [{on: drift}]", good + "{\"model\": \"m\"}\n"))
        .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
        .satisfies(run -> assertThat(run.err()).contains("verdicts.jsonl:2: no verdict: "));
    assertThat(run("rules: [{on: drift}]", good + good + "nonsense\n"))
        .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
        .satisfies(run -> assertThat(run.err()).contains("verdicts.jsonl:3: no JSON: "));
  }

  @Test
  void test_refusesRulesThatAreNone() throws IOException {
    CommandRun run = run("rules: [{on: drift, colour: red}]", lines(history()));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("rules.yaml:1", "rules[0].colour: unknown key");
    assertThat(run("rules: [{on: prediction_drift}]", lines(history())).err())
        .contains("rule prediction_drift: give its columns");
  }

  private CommandRun run(String rules, String history, String... more) throws IOException {
    Path rule = Files.writeString(folder.resolve("rules.yaml"), rules);
    Path verdicts = Files.writeString(folder.resolve("verdicts.jsonl"), history);
    List<String> arguments =
        new ArrayList<>(
            List.of("alerts", "test", "--rule", rule.toString(), "--history", verdicts.toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static List<Verdict> history() {
    return new ArrayList<>(
        List.of(
            verdict(0, State.OK),
            verdict(1, State.DRIFTED),
            verdict(2, State.DRIFTED),
            verdict(3, State.OK)));
  }

  private static Verdict verdict(int hour, State state) {
    ColumnVerdict column =
        new ColumnVerdict("distance", ColumnKind.NUMERIC, state, "", 1_000, 0, List.of());
    return new Verdict(
        new ModelRef("flights", "1"),
        "",
        Window.starting(Duration.ofHours(hour).toMillis(), Duration.ofHours(1)),
        Verdict.Kind.DRIFT,
        1,
        state,
        Verdict.UnknownReason.NONE,
        1_000,
        "ref",
        List.of(column));
  }

  private static String lines(List<Verdict> verdicts) {
    return String.join("\n", each(verdicts)) + "\n";
  }

  private static List<String> each(List<Verdict> verdicts) {
    return verdicts.stream().map(AlertsTrialTest::json).toList();
  }

  private static String json(Verdict verdict) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      VerdictJson.write(json, verdict);
    } catch (IOException e) {
      throw new AssertionError("in memory", e);
    }
    return text.toString();
  }
}
