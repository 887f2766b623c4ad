package dev.leeway.drift;

import dev.leeway.joint.JointTransform;
import dev.leeway.measure.ColumnMeasures;
import dev.leeway.measure.ColumnPair;
import dev.leeway.measure.ColumnSample;
import dev.leeway.measure.JointMeasures;
import dev.leeway.mode.ModeBands;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Profile;
import dev.leeway.reference.Band;
import dev.leeway.reference.Bands;
import dev.leeway.reference.ChunkedCounter;
import dev.leeway.reference.Reference;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Measures the chunks of a reference against the whole, by every measure and by those of modes that
 * take their thresholds from chunks. A value that is missing in one of the chunks, as of a column
 * that is empty there, leaves the others.
 */
public final class ReferenceBands {

  /** Bands hold values; no evidence is taken. */
  private static final double ANY_ALPHA = 0.05;

  private ReferenceBands() {}

  /** The reference with the bands of its chunks. */
  public static Reference measured(ChunkedCounter.Chunked chunked) {
    Reference reference = chunked.reference();
    SortedMap<String, SortedMap<String, Band>> byColumn = new TreeMap<>();
    List<ColumnLayout> layouts = reference.layout().columns();
    for (int place = 0; place < layouts.size(); place++) {
      SortedMap<String, Band> bands = bands(chunked, layouts.get(place), place);
      if (!bands.isEmpty()) byColumn.put(layouts.get(place).name(), bands);
    }
    SortedMap<String, Band> together = together(chunked);
    if (!together.isEmpty()) byColumn.put(JointJudge.NAME, together);
    return reference.withBands(new Bands(byColumn));
  }

  /** Of columns together. */
  private static SortedMap<String, Band> together(ChunkedCounter.Chunked chunked) {
    Map<String, List<Double>> values = new TreeMap<>();
    Profile whole = chunked.reference().profile();
    Optional<JointTransform> transform = chunked.reference().layout().joint();
    if (transform.isEmpty()) return new TreeMap<>();
    JointLook look = new JointLook(transform.get(), whole.joint().orElseThrow(), ANY_ALPHA);
    for (Profile chunk : chunked.equalChunks()) {
      collect(JointMeasures.of(look.find(chunk), whole, chunk), values);
    }
    return bands(values);
  }

  private static SortedMap<String, Band> bands(Map<String, List<Double>> values) {
    SortedMap<String, Band> bands = new TreeMap<>();
    values.forEach(
        (formula, ofChunks) ->
            bands.put(
                formula, Band.of(ofChunks.stream().mapToDouble(Double::doubleValue).toArray())));
    return bands;
  }

  private static SortedMap<String, Band> bands(
      ChunkedCounter.Chunked chunked, ColumnLayout layout, int place) {
    Map<String, List<Double>> values = new TreeMap<>();
    Profile whole = chunked.reference().profile();
    for (Profile chunk : chunked.equalChunks()) {
      collect(measures(layout, place, whole, chunk), values);
    }
    for (Profile chunk : chunked.chunks()) {
      collect(ModeBands.measure(layout, place, whole, chunk), values);
    }
    return bands(values);
  }

  private static List<MeasureResult> measures(
      ColumnLayout layout, int place, Profile whole, Profile chunk) {
    boolean comparable =
        layout instanceof ColumnLayout.Numeric || layout instanceof ColumnLayout.Categorical;
    if (!comparable) return List.of();
    ColumnPair pair =
        ColumnPair.of(layout, ColumnSample.of(whole, place), ColumnSample.of(chunk, place));
    return ColumnMeasures.take(pair, EnumSet.allOf(Measure.class));
  }

  private static void collect(List<MeasureResult> results, Map<String, List<Double>> values) {
    for (MeasureResult result : results) {
      values.computeIfAbsent(result.formula(), formula -> new ArrayList<>()).add(result.value());
    }
  }
}
