package dev.leeway.bench.throughput;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** What a {@link ScalingBench} measured. */
public record ScalingReport(Setting setting, Machine machine, List<Row> rows) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public ScalingReport {
    rows = List.copyOf(rows);
  }

  /**
   * One measurement.
   *
   * @param what there is more and more of
   * @param value how many of it
   * @param events on the topic
   */
  record Row(String what, int value, long events, Speed raw, Speed job) {

    double ratioToRaw() {
      return raw.cpuNanosPerEvent() / job.cpuNanosPerEvent();
    }
  }

  /** As a table for people. */
  public String toText(Paint paint) {
    StringBuilder text = new StringBuilder();
    text.append("%s, %s form\n".formatted(engine(), form()));
    text.append(
        paint
            .faint()
            .apply(
                "each once; %s, Java %s"
                    .formatted(Words.plural(machine.processors(), "processor"), machine.java())));
    text.append("\n\n").append(line("", "", "job, CPU ns", "bare reader", "of it", "events/s"));
    String before = "";
    for (Row row : rows) {
      if (!row.what.equals(before)) text.append('\n');
      before = row.what;
      text.append(
          line(
              row.what,
              Words.whole((long) row.value),
              Words.whole(row.job.cpuNanosPerEvent()),
              Words.whole(row.raw.cpuNanosPerEvent()),
              String.format(Locale.ROOT, "%.2f", row.ratioToRaw()),
              Words.whole(row.job.eventsPerSecond()) + (row.job.warm() ? "" : " (too short)")));
    }
    return text.toString().stripTrailing();
  }

  private static String line(
      String what, String value, String job, String raw, String ratio, String wall) {
    return String.format(Locale.ROOT, "%-12s%8s%14s%14s%8s%12s", what, value, job, raw, ratio, wall)
        + "\n";
  }

  /** As one JSON object. */
  public String toJson() {
    ObjectNode root = JSON.createObjectNode();
    root.put("engine", engine());
    root.put("form", form());
    ArrayNode all = root.putArray("scaling");
    for (Row row : rows) {
      ObjectNode node = all.addObject();
      node.put("what", row.what);
      node.put("value", row.value);
      node.put("events", row.events);
      node.put("cpuNanosPerEvent", row.job.cpuNanosPerEvent());
      node.put("rawCpuNanosPerEvent", row.raw.cpuNanosPerEvent());
      node.put("ratioToRaw", row.ratioToRaw());
      node.put("eventsPerSecond", row.job.eventsPerSecond());
      node.put("warm", row.job.warm());
    }
    machine.writeTo(root.putObject("machine"));
    return root.toPrettyString();
  }

  private String engine() {
    return Words.of(setting.engine());
  }

  private String form() {
    return Words.of(setting.workload().form());
  }
}
