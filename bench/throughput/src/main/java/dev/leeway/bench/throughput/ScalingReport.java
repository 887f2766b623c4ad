package dev.leeway.bench.throughput;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
   * @param failure why nothing was found, if so
   */
  record Row(String what, int value, Optional<Found> found, String failure) {}

  /**
   * What was found.
   *
   * @param events on the topic
   */
  record Found(long events, Speed raw, Speed job) {

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
          row.found
              .map(found -> line(row, found))
              .orElseGet(() -> "%-12s%8s  %s\n".formatted(row.what, row.value, row.failure)));
    }
    return text.toString().stripTrailing();
  }

  /** Whether nothing failed. */
  public boolean isComplete() {
    return rows.stream().allMatch(row -> row.found.isPresent());
  }

  private static String line(Row row, Found found) {
    return line(
        row.what,
        Words.whole((long) row.value),
        Words.whole(found.job.cpuNanosPerEvent()),
        Words.whole(found.raw.cpuNanosPerEvent()),
        String.format(Locale.ROOT, "%.2f", found.ratioToRaw()),
        Words.whole(found.job.eventsPerSecond()) + (found.job.warm() ? "" : " (too short)"));
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
      row.found.ifPresentOrElse(
          found -> write(found, node), () -> node.put("failure", row.failure));
    }
    machine.writeTo(root.putObject("machine"));
    return root.toPrettyString();
  }

  private static void write(Found found, ObjectNode node) {
    node.put("events", found.events);
    node.put("cpuNanosPerEvent", found.job.cpuNanosPerEvent());
    node.put("rawCpuNanosPerEvent", found.raw.cpuNanosPerEvent());
    node.put("ratioToRaw", found.ratioToRaw());
    node.put("eventsPerSecond", found.job.eventsPerSecond());
    node.put("warm", found.job.warm());
  }

  private String engine() {
    return Words.of(setting.engine());
  }

  private String form() {
    return Words.of(setting.workload().form());
  }
}
