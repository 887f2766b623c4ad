package dev.leeway.app.e2e;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code /metrics} said.
 *
 * @param families names of Leeway's own metrics, as docs/metrics.md lists them
 * @param samples values by name and labels, in the order of the text
 */
public record Scrape(SortedSet<String> families, SortedMap<String, Double> samples) {

  private static final Pattern TYPE = Pattern.compile("# TYPE (leeway_\\S+) \\S+");
  private static final Pattern SAMPLE = Pattern.compile("(leeway_[^ {]+)(?:\\{(.*)})? (\\S+)");

  /** Reads the text; what is not Leeway's own is left out. */
  public static Scrape of(String text) {
    Scrape scrape = new Scrape(new TreeSet<>(), new TreeMap<>());
    text.lines().forEach(scrape::add);
    return scrape;
  }

  /**
   * The value of a sample.
   *
   * @param labels as {@code name="value"} with commas, sorted by name
   */
  public double value(String name, String labels) {
    Double value = samples.get(name + "{" + labels + "}");
    if (value == null) {
      throw new AssertionError("no " + name + "{" + labels + "} in " + like(name));
    }
    return value;
  }

  /** All samples of a name. */
  Map<String, Double> like(String name) {
    return samples.subMap(name + "{", name + "{\uffff");
  }

  private void add(String line) {
    Matcher type = TYPE.matcher(line);
    if (type.matches()) families.add(type.group(1).replaceFirst("_seconds_max$", "_seconds"));
    Matcher sample = SAMPLE.matcher(line);
    if (sample.matches()) {
      samples.put(
          sample.group(1) + "{" + sorted(sample.group(2)) + "}",
          Double.parseDouble(sample.group(3)));
    }
  }

  private static String sorted(String labels) {
    if (labels == null) return "";
    String[] each = labels.split(",(?=[a-z]+=\")");
    Arrays.sort(each);
    return String.join(",", each);
  }
}
