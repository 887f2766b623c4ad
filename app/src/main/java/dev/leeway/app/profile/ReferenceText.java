package dev.leeway.app.profile;

import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.RealisedPerformance;
import dev.leeway.profile.CategoricalProfile;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.ColumnProfile;
import dev.leeway.profile.NumericProfile;
import dev.leeway.profile.SpecialBin;
import dev.leeway.reference.Band;
import dev.leeway.reference.Reference;
import dev.leeway.reference.ReferencePerformance;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A reference told to people. */
public final class ReferenceText {

  /** Categories told by name. */
  private static final int TOP = 5;

  /** Measures of performance that are told, where a task has them. */
  private static final List<PerformanceMeasure> TOLD =
      List.of(
          PerformanceMeasure.ACCURACY,
          PerformanceMeasure.ROC_AUC,
          PerformanceMeasure.MAE,
          PerformanceMeasure.RMSE,
          PerformanceMeasure.MAP);

  private ReferenceText() {}

  /** One line: whose it is, how much it holds. */
  public static String line(Reference reference) {
    return String.format(
        Locale.ROOT,
        "%s, %,d rows, %d columns%s, reference %s",
        reference.model(),
        reference.profile().rows(),
        reference.layout().columns().size(),
        reference.performance().map(ReferenceText::labelled).orElse(""),
        reference.id());
  }

  private static String labelled(ReferencePerformance performance) {
    return String.format(
        Locale.ROOT, ", performance of %,d labelled", performance.profile().realised());
  }

  /** Lines with all that matters, the columns as a table. */
  public static List<String> lines(Reference reference) {
    List<String> lines = new ArrayList<>();
    lines.add(line(reference));
    boolean always = reference.effectiveFrom().equals(Instant.EPOCH);
    lines.add(
        "effective  " + (always ? "from the beginning" : "from " + reference.effectiveFrom()));
    lines.add("made       " + reference.createdAt());
    for (Map.Entry<String, String> pair : reference.provenance().entrySet()) {
      lines.add(String.format(Locale.ROOT, "%-10s %s", pair.getKey(), pair.getValue()));
    }
    together(reference).ifPresent(lines::add);
    bands(reference).ifPresent(lines::add);
    reference.performance().map(ReferenceText::performance).ifPresent(lines::add);
    lines.add("");
    lines.addAll(table(reference));
    return lines;
  }

  /** Which columns are looked at together, if any are. */
  private static Optional<String> together(Reference reference) {
    List<String> names = ReferenceJson.together(reference);
    if (names.isEmpty()) return Optional.empty();
    String some = String.join(", ", names.subList(0, Math.min(TOP, names.size())));
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%-10s %d columns: %s%s",
            "together",
            names.size(),
            some,
            names.size() > TOP ? ", ..." : ""));
  }

  /** How many chunks tell what is usual, if it was cut into any. */
  private static Optional<String> bands(Reference reference) {
    return reference.bands().byColumn().values().stream()
        .flatMap(formulas -> formulas.values().stream())
        .mapToInt(Band::chunks)
        .max()
        .stream()
        .mapToObj(
            chunks ->
                String.format(
                    Locale.ROOT,
                    "%-10s of %d chunks, for %d columns",
                    "bands",
                    chunks,
                    reference.bands().byColumn().size()))
        .findFirst();
  }

  /** How the model did on it. */
  private static String performance(ReferencePerformance performance) {
    RealisedPerformance realised =
        new RealisedPerformance(performance.layout(), performance.profile());
    StringBuilder line =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%-10s %s, %,d of %,d rows have a label",
                "outcomes",
                PerformanceJson.task(performance.layout()),
                performance.profile().realised(),
                performance.profile().predicted()));
    for (PerformanceMeasure measure : TOLD) {
      realised
          .result(PerformanceKey.of(measure))
          .found()
          .ifPresent(
              found ->
                  line.append(", ").append(measure.id()).append(' ').append(number(found.value())));
    }
    if (!performance.calibrators().isEmpty()) line.append("; estimates without labels");
    return line.toString();
  }

  /** What a careful eye would stop at, one line each. */
  public static List<String> notes(Reference reference, List<String> names) {
    List<String> notes = new ArrayList<>();
    List<ColumnLayout> layouts = reference.layout().columns();
    List<String> counted = layouts.stream().map(ColumnLayout::name).toList();
    names.stream()
        .filter(name -> !counted.contains(name))
        .forEach(name -> notes.add(name + " holds no value and is left out"));
    for (int i = 0; i < layouts.size(); i++) {
      // What is to be said of a column is said of it alone, not again of its facets.
      if (!layouts.get(i).column().equals(layouts.get(i).name())) continue;
      note(layouts.get(i), reference.profile().columns().get(i), notes);
    }
    return notes;
  }

  private static void note(ColumnLayout layout, ColumnProfile profile, List<String> notes) {
    if (profile.wrongType() > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%s is %s, but %,d of its %,d values are not",
              layout.name(),
              KindText.of(layout.kind()),
              profile.wrongType(),
              profile.present()));
    }
    if (profile.special(SpecialBin.NEW_CATEGORY) > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%s has more categories than the %,d that are kept by name; %,d rows have others",
              layout.name(),
              layout.bins(),
              profile.special(SpecialBin.NEW_CATEGORY)));
    }
    boolean constant =
        profile instanceof NumericProfile numeric
            ? numeric.finite() > 0 && numeric.min() == numeric.max()
            : profile.present() > 0 && ReferenceJson.mostFrequent(profile.counts(), 2).size() == 1;
    if (constant) notes.add(layout.name() + " has the same value in all rows");
  }

  private static List<String> table(Reference reference) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("COLUMN", "KIND", "MISSING", "VALUES"));
    for (int i = 0; i < reference.layout().columns().size(); i++) {
      ColumnLayout layout = reference.layout().columns().get(i);
      ColumnProfile profile = reference.profile().columns().get(i);
      rows.add(
          List.of(
              layout.name(),
              KindText.of(layout.kind()),
              percent(reference.profile().missing(i), reference.profile().rows()),
              values(layout, profile)));
    }
    return aligned(rows);
  }

  private static String values(ColumnLayout layout, ColumnProfile profile) {
    if (profile instanceof NumericProfile numeric) {
      if (numeric.finite() == 0) return "none";
      return String.format(
          Locale.ROOT,
          "%s to %s, %smean %s, deviation %s",
          number(numeric.min()),
          number(numeric.max()),
          median(numeric),
          number(numeric.moments().mean()),
          number(numeric.moments().standardDeviation()));
    }
    if (layout instanceof ColumnLayout.Categorical categorical
        && profile instanceof CategoricalProfile counted) {
      return categories(categorical.categories(), counted);
    }
    throw new IllegalStateException(layout.name() + " is counted otherwise than laid out");
  }

  /** Empty where rows were subtracted: the sketch is of later rows only. */
  private static String median(NumericProfile numeric) {
    return numeric.isDescribed()
        ? "median ~" + number(numeric.quantiles().quantile(0.5)) + ", "
        : "";
  }

  private static String categories(List<String> names, CategoricalProfile profile) {
    long[] counts = profile.counts();
    StringBuilder text =
        new StringBuilder()
            .append(names.size())
            .append(names.size() == 1 ? " category" : " categories");
    String separator = ": ";
    for (int place : ReferenceJson.mostFrequent(counts, TOP)) {
      text.append(separator)
          .append(printable(names.get(place)))
          .append(' ')
          .append(percent(counts[place], profile.present()));
      separator = ", ";
    }
    return text.append(names.size() > TOP ? ", ..." : "").toString();
  }

  /** A category may hold anything, a terminal's control characters too. */
  private static String printable(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    int most = 40;
    return plain.length() <= most ? plain : plain.substring(0, most) + "...";
  }

  /** Six digits that count, without zeros that do not. */
  private static String number(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
    boolean readable = Math.abs(rounded.scale()) <= 9 && rounded.precision() - rounded.scale() <= 9;
    return readable ? rounded.toPlainString() : rounded.toString();
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  private static List<String> aligned(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] width = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) width[i] = Math.max(width[i], row.get(i).length());
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String cell = row.get(i);
        line.append(cell);
        if (i < columns - 1) line.append(" ".repeat(width[i] - cell.length() + 2));
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
