package dev.leeway.app.profile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.joint.JointTransform;
import dev.leeway.profile.CategoricalProfile;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.ColumnProfile;
import dev.leeway.profile.NumericProfile;
import dev.leeway.profile.SpecialBin;
import dev.leeway.reference.Band;
import dev.leeway.reference.Reference;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A reference told to programs. Counts, extremes and moments are exact; quantiles and distinct
 * counts come from sketches and carry their error.
 */
public final class ReferenceJson {

  private static final double[] RANKS = {0.05, 0.25, 0.5, 0.75, 0.95};

  /** Categories told by name. */
  private static final int TOP = 10;

  private ReferenceJson() {}

  /** Whose it is and where it comes from, without the columns. */
  public static ObjectNode head(Reference reference) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("model", reference.model().name());
    json.put("version", reference.model().version());
    json.put("referenceId", reference.id());
    json.put("effectiveFrom", effectiveFrom(reference));
    json.put("createdAt", reference.createdAt().toString());
    json.put("rows", reference.profile().rows());
    ObjectNode provenance = json.putObject("provenance");
    reference.provenance().forEach(provenance::put);
    return json;
  }

  /** All that is known of it. */
  public static ObjectNode whole(Reference reference) {
    ObjectNode json = head(reference);
    ArrayNode columns = json.putArray("columns");
    for (int i = 0; i < reference.layout().columns().size(); i++) {
      columns.add(column(reference, i));
    }
    together(reference).forEach(json.putArray("together")::add);
    reference
        .performance()
        .ifPresent(
            performance -> PerformanceJson.write(performance, json.putObject("performance")));
    return json;
  }

  /** Names of the columns that are looked at together. */
  static List<String> together(Reference reference) {
    List<ColumnLayout> columns = reference.layout().columns();
    return reference.layout().joint().map(JointTransform::columns).orElse(List.of()).stream()
        .map(place -> columns.get(place).name())
        .toList();
  }

  /** ISO 8601; null for from the beginning. */
  @SuppressWarnings("NullAway") // JSON has a null of its own.
  private static String effectiveFrom(Reference reference) {
    return reference.effectiveFrom().equals(Instant.EPOCH)
        ? null
        : reference.effectiveFrom().toString();
  }

  private static ObjectNode column(Reference reference, int place) {
    ColumnLayout layout = reference.layout().columns().get(place);
    ColumnProfile profile = reference.profile().columns().get(place);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", layout.name());
    json.put("kind", KindText.of(layout.kind()));
    json.put("present", profile.present());
    json.put("missing", reference.profile().missing(place));
    json.put("wrongType", profile.wrongType());
    json.put("bins", layout.bins());
    bands(reference.bands().byColumn().getOrDefault(layout.name(), new TreeMap<>()), json);
    if (profile instanceof NumericProfile numeric) {
      numeric(numeric, json);
    } else if (layout instanceof ColumnLayout.Categorical categorical
        && profile instanceof CategoricalProfile counted) {
      categorical(categorical.categories(), counted, json);
    }
    return json;
  }

  /** By formula: where the values of the reference's own chunks lie. */
  private static void bands(SortedMap<String, Band> bands, ObjectNode json) {
    if (bands.isEmpty()) return;
    ObjectNode all = json.putObject("bands");
    bands.forEach(
        (formula, band) ->
            all.putObject(formula)
                .put("mean", band.mean())
                .put("standardDeviation", band.deviation())
                .put("chunks", band.chunks()));
  }

  private static void numeric(NumericProfile profile, ObjectNode json) {
    json.put("nan", profile.special(SpecialBin.NAN));
    json.put("positiveInfinity", profile.special(SpecialBin.POSITIVE_INFINITY));
    json.put("negativeInfinity", profile.special(SpecialBin.NEGATIVE_INFINITY));
    if (profile.finite() == 0) return;
    json.put("min", profile.min());
    json.put("max", profile.max());
    json.put("mean", profile.moments().mean());
    json.put("standardDeviation", profile.moments().standardDeviation());
    // Once rows were subtracted, the sketch is of later rows only.
    if (!profile.isDescribed()) return;
    ObjectNode quantiles = json.putObject("quantiles");
    for (double rank : RANKS) {
      quantiles.put(String.valueOf(rank), profile.quantiles().quantile(rank));
    }
    json.put("quantileRankError", profile.quantileRankError());
  }

  private static void categorical(
      List<String> categories, CategoricalProfile profile, ObjectNode json) {
    json.put("newCategory", profile.special(SpecialBin.NEW_CATEGORY));
    json.put("distinctEstimate", profile.distinct());
    long[] counts = profile.counts();
    ArrayNode top = json.putArray("top");
    for (int place : mostFrequent(counts, TOP)) {
      top.addObject().put("value", categories.get(place)).put("rows", counts[place]);
    }
  }

  /** Places of the largest counts, the largest first. */
  static List<Integer> mostFrequent(long[] counts, int most) {
    return IntStream.range(0, counts.length)
        .filter(place -> counts[place] > 0)
        .boxed()
        .sorted(Comparator.comparingLong((Integer place) -> -counts[place]))
        .limit(most)
        .toList();
  }
}
