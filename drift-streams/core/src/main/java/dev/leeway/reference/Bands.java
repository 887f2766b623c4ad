package dev.leeway.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Collections.unmodifiableSortedMap;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The {@linkplain Band bands} of a reference's columns. They go by the id of the formula, not by
 * the name of the measure: values of two formulas are not held against each other.
 *
 * @param byColumn bands by the name of the column, then by the id of the formula
 */
public record Bands(SortedMap<String, SortedMap<String, Band>> byColumn) {

  /** Of a reference that was not cut into chunks. */
  public static final Bands NONE = new Bands(new TreeMap<>());

  public Bands {
    SortedMap<String, SortedMap<String, Band>> copy = new TreeMap<>();
    byColumn.forEach(
        (column, bands) -> copy.put(column, unmodifiableSortedMap(new TreeMap<>(bands))));
    byColumn = unmodifiableSortedMap(copy);
  }

  /** The band of a column's values by the given formula, if it was measured. */
  public Optional<Band> of(String column, String formula) {
    Map<String, Band> bands = byColumn.get(column);
    return bands == null ? Optional.empty() : Optional.ofNullable(bands.get(formula));
  }

  /** Adds what tells these bands from others; nothing where there are none. */
  void writeTo(MessageDigest digest) {
    byColumn.forEach(
        (column, bands) ->
            bands.forEach(
                (formula, band) -> {
                  byte[] names = (column + '\0' + formula + '\0').getBytes(UTF_8);
                  digest.update(names);
                  digest.update(
                      ByteBuffer.allocate(2 * Double.BYTES + Integer.BYTES)
                          .putDouble(band.mean())
                          .putDouble(band.deviation())
                          .putInt(band.chunks())
                          .flip());
                }));
  }
}
