package dev.leeway.app.profile;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.leeway.quality.AllowedValues;
import dev.leeway.quality.Constraint;
import dev.leeway.quality.MissingValues;
import dev.leeway.quality.NewCategories;
import dev.leeway.quality.NotConstant;
import dev.leeway.quality.RepeatedValues;
import dev.leeway.quality.Suggestion;
import dev.leeway.quality.TypeErrors;
import dev.leeway.quality.ValueRange;
import dev.leeway.reference.Reference;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Suggested constraints as a monitor file, each with its reason as a comment. */
public final class QualityYaml {

  /** What YAML takes for text without quotes, but for a few words. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private static final List<String> NOT_TEXT = List.of("true", "false", "null");

  private QualityYaml() {}

  /** The whole file. */
  public static List<String> lines(Reference reference, List<Suggestion> suggestions) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "# From reference "
            + reference.id()
            + ", "
            + reference.profile().rows()
            + " rows. What it cannot know: rows.atLeast, rows.change, freshness, duplicateIds.");
    lines.add("model: " + text(reference.model().name()));
    if (suggestions.isEmpty()) return lines;
    lines.add("quality:");
    lines.add("  columns:");
    String column = "";
    for (Suggestion suggestion : suggestions) {
      Constraint constraint = suggestion.constraint();
      if (!constraint.column().equals(column)) {
        column = constraint.column();
        lines.add("    " + text(column) + ":");
      }
      lines.add("      " + entry(constraint) + "  # " + suggestion.why());
    }
    return lines;
  }

  private static String entry(Constraint constraint) {
    if (constraint instanceof MissingValues of) return "missing: " + number(of.atMost());
    if (constraint instanceof TypeErrors of) return "typeErrors: " + number(of.atMost());
    if (constraint instanceof NewCategories of) return "newCategories: " + number(of.atMost());
    if (constraint instanceof RepeatedValues of) return "repeated: " + number(of.atMost());
    if (constraint instanceof NotConstant) return "notConstant: true";
    if (constraint instanceof ValueRange of) {
      return "range: {from: "
          + number(of.from())
          + ", to: "
          + number(of.to())
          + atMost(of.atMost());
    }
    if (constraint instanceof AllowedValues of) {
      // A monitor file cannot hold these, and the reference knows the same list.
      boolean writable = of.values().stream().noneMatch(QualityYaml::isUnwritable);
      if (!writable) return "newCategories: " + number(of.atMost());
      return of.values().stream()
          .map(QualityYaml::text)
          .collect(Collectors.joining(", ", "allowed: {values: [", "]" + atMost(of.atMost())));
    }
    throw new IllegalArgumentException("never suggested: " + constraint);
  }

  private static String atMost(double share) {
    return (share == 0 ? "" : ", atMost: " + number(share)) + "}";
  }

  private static String number(double value) {
    BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
    boolean readable = exact.scale() <= 12 && exact.precision() - exact.scale() <= 15;
    return readable ? exact.toPlainString() : Double.toString(value);
  }

  private static boolean isUnwritable(String value) {
    return value.isBlank() || value.contains("${");
  }

  /** YAML's quoted text is JSON's. */
  private static String text(String value) {
    boolean plain = PLAIN.matcher(value).matches();
    if (plain && !NOT_TEXT.contains(value.toLowerCase(Locale.ROOT))) return value;
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(value)) + '"';
  }
}
