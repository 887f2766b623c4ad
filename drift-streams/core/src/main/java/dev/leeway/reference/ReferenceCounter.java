package dev.leeway.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.event.ModelRef;
import dev.leeway.profile.Layout;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileBuilder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The second pass over reference data: exact counts on the layout that the first pass gave. */
public final class ReferenceCounter implements CellSink {

  private static final int LEFT_OUT = -1;

  private final Layout layout;
  private final ProfileBuilder profile;
  private final int[] places;

  /**
   * @param names the columns in the order of the cells, as in the first pass
   */
  public ReferenceCounter(List<String> names, Layout layout) {
    this(names, ProfileBuilder.Counting.ofReference(layout));
  }

  /**
   * Counts rows of a table that may be another than the layout was made of.
   *
   * @param names the columns in the order of the cells
   */
  public ReferenceCounter(List<String> names, ProfileBuilder.Counting counting) {
    layout = counting.layout();
    profile = new ProfileBuilder(counting);
    Map<String, Integer> byName = new HashMap<>();
    for (int i = 0; i < layout.columns().size(); i++) {
      byName.put(layout.columns().get(i).name(), i);
    }
    places = names.stream().mapToInt(name -> byName.getOrDefault(name, LEFT_OUT)).toArray();
  }

  @Override
  public void startRow() {
    startRow(true);
  }

  /**
   * @param together whether the row's columns may be looked at together: not those of a row that
   *     the layout's transform was fitted to
   */
  void startRow(boolean together) {
    profile.startRow(together);
  }

  /** The id of the row; at most once a row. */
  public void id(String id) {
    byte[] bytes = id.getBytes(UTF_8);
    profile.id(bytes, 0, bytes.length);
  }

  @Override
  public void number(int column, double value) {
    if (places[column] != LEFT_OUT) profile.number(places[column], value);
  }

  @Override
  public void text(int column, String value) {
    if (places[column] == LEFT_OUT) return;
    byte[] bytes = value.getBytes(UTF_8);
    profile.text(places[column], bytes, 0, bytes.length);
  }

  @Override
  public void flag(int column, boolean value) {
    if (places[column] != LEFT_OUT) profile.flag(places[column], value);
  }

  @Override
  public void vector(int column, double norm) {
    if (places[column] != LEFT_OUT) profile.norm(places[column], norm);
  }

  @Override
  public void vector(int column, double[] components) {
    int place = places[column];
    if (place != LEFT_OUT) profile.vector(place, components, 0, components.length);
  }

  public long rows() {
    return profile.rows();
  }

  /** What has been counted so far. */
  public Profile profile() {
    return profile.build();
  }

  /**
   * The reference, holding from the beginning of time until it is given {@linkplain
   * Reference#effectiveFrom(Instant) another}.
   */
  public Reference build(ModelRef model, Instant createdAt, SortedMap<String, String> provenance) {
    return new Reference(model, Instant.EPOCH, createdAt, provenance, layout, profile());
  }
}
