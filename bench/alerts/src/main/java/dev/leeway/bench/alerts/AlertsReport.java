package dev.leeway.bench.alerts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.bench.throughput.Delays;
import dev.leeway.bench.throughput.Machine;
import dev.leeway.bench.throughput.Paint;
import dev.leeway.bench.throughput.ReportLines;
import dev.leeway.bench.throughput.ReportLines.Bar;
import dev.leeway.bench.throughput.Words;

/**
 * What an {@link AlertsBench} found.
 *
 * @param kills how often alerting was killed
 * @param alone from the moment at which a window could be closed until the webhook was told, while
 *     alerting was left alone
 * @param killed the same while it was not: what it has to catch up after each start is in it
 */
public record AlertsReport(
    Plan plan, Machine machine, Tally tally, int kills, Delays alone, Delays killed) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double SECONDS = 5;

  /** Whether everything was told that had to be, and nothing else. */
  public boolean exact() {
    return tally.exact();
  }

  /** As one JSON object. */
  public String toJson() {
    ObjectNode root = JSON.createObjectNode();
    root.put("models", plan.models());
    root.put("eventsPerSecond", plan.eventsPerSecond());
    root.put("seconds", plan.time().toSeconds());
    root.put("seed", plan.seed());
    root.put("transitions", tally.transitions());
    root.put("lost", tally.lost().size());
    root.put("unexpected", tally.unexpected().size());
    root.put("repeated", tally.repeated());
    root.put("kills", kills);
    write(root, alone);
    write(root.putObject("underKills"), killed);
    machine.writeTo(root.putObject("machine"));
    return root.toPrettyString();
  }

  /** As lines for people. */
  public String toText(Paint paint) {
    String head =
        "%s, %s events/s, windows of a second, seed %d; %s, Java %s"
            .formatted(
                Words.plural(plan.models(), "model"),
                Words.whole((long) plan.eventsPerSecond()),
                plan.seed(),
                Words.plural(machine.processors(), "processor"),
                machine.java());
    ReportLines lines = new ReportLines(paint);
    lines.line("From the moment at which a window can be closed until the webhook is told");
    lines.line(paint.faint().apply(head));
    lines.line("");
    delays(lines, alone, Bar.atMost(SECONDS));
    lines.line("");
    lines.line("Alerting killed %s (SIGKILL)".formatted(Words.plural(kills, "time")));
    lines.line("");
    delays(lines, killed, Bar.NONE);
    lines.line("");
    lines.count("openings and ends, all", tally.transitions());
    lines.none("lost", tally.lost().size());
    lines.none("told and not expected", tally.unexpected().size());
    lines.count("told again, same id", tally.repeated());
    return lines.toString();
  }

  private static void delays(ReportLines lines, Delays delays, Bar bar) {
    lines.bar("alerts told, median", delays.p50(), " s", Bar.NONE);
    lines.bar("alerts told, 99 %", delays.p99(), " s", bar);
    lines.bar("the slowest", delays.most(), " s", Bar.NONE);
  }

  private static void write(ObjectNode node, Delays delays) {
    node.put("windows", delays.windows());
    node.put("p50Seconds", delays.p50());
    node.put("p99Seconds", delays.p99());
    node.put("maxSeconds", delays.most());
  }
}
