package dev.leeway.inboxes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.Map;

/**
 * A text with names in double braces, for example {@code {{model}} drifts: {{summary}}}, and lists
 * as {@code {{#drifted}}{{column}} {{/drifted}}}. What stands for a name is always escaped for
 * where the text goes, so that a column's name cannot become a link, a mention or a line of its
 * own.
 *
 * @param text Mustache, without the forms that leave out escaping and without partials
 */
public record Template(String text) {

  /** The alert in a sentence. */
  public static final Template SUMMARY = new Template("{{summary}}");

  /** How a text is made harmless where it goes. */
  @FunctionalInterface
  interface Escape {
    String escape(String text);
  }

  /**
   * @throws IllegalArgumentException if it is no template, or names what alerts do not have
   */
  public Template {
    if (text.contains("{{{") || text.contains("{{&") || text.contains("{{>")) {
      throw new IllegalArgumentException("template: {{{, {{& and {{> are not allowed");
    }
    render(text, sample(true).names(), given -> given);
  }

  /** The text for the alert. */
  String of(Notice notice, Escape escape) {
    return render(text, notice.names(), escape);
  }

  private static String render(String text, Map<String, Object> names, Escape escape) {
    try {
      return Mustache.compiler()
          .withEscaper(escape::escape)
          .withLoader(
              name -> {
                throw new IllegalArgumentException("template: no partials, please");
              })
          .compile(text)
          .execute(names);
    } catch (MustacheException e) {
      throw new IllegalArgumentException("template: " + e.getMessage(), e);
    }
  }

  /** An alert as any other, for checks and previews. */
  static Notice sample(boolean firing) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("fingerprint", "h5r3qjwdk5efx5xbew3pq7jotmuot7yr5mf4ka2x2klv6m26reoq");
    data.put("episode", 1);
    data.put("cause", "drift");
    data.put("model", "flight-delay");
    data.put("version", "1");
    data.put("segment", "");
    data.put("severity", "warning");
    data.put("state", firing ? "firing" : "resolved");
    data.put("startsAt", "2001-03-05T01:00:00Z");
    if (!firing) data.put("endsAt", "2001-03-05T03:00:00Z").put("resolvedBy", "recovered");
    data.put(
        "summary",
        "flight-delay version 1: 1 column drifted between 2001-03-05 01:00 and 2001-03-05 02:00"
            + " UTC: distance (median 550 -> 838)");
    data.put("verdictKey", "flight-delay|1||2001-03-05T01:00:00Z|2001-03-05T02:00:00Z|DRIFT");
    data.putArray("drifted")
        .addObject()
        .put("column", "distance")
        .put("measure", "effect")
        .put("value", 0.222)
        .put("threshold", 0.05)
        .put("why", "median 550 -> 838");
    data.putObject("links").put("verdicts", "https://leeway.example.com/v1/models/flight-delay");
    return new Notice("k6xxora34nto6fax367pcbmi22ywl24z3m2wqtlkltpzspslqxba", firing, data);
  }
}
