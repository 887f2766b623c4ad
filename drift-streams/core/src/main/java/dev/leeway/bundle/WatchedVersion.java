package dev.leeway.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.event.EventRow;
import dev.leeway.event.ModelRef;
import dev.leeway.event.Names;
import dev.leeway.profile.Layout;
import dev.leeway.profile.ProfileBuilder;
import dev.leeway.reference.Reference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One model version in one bundle: its open panes, each with a profile per segment. */
final class WatchedVersion {

  /** The segment that holds every row. */
  private static final String ALL = "";

  private static final String OTHER = "__other__";

  private final WatchedModel model;
  private final ModelRef ref;
  private final byte[] name;
  private final byte[] version;
  private final List<SegmentColumn> segmentColumns = new ArrayList<>();
  private final Map<Long, OpenPane> panes = new HashMap<>();
  private @Nullable OpenPane recent;

  /** Counting tables by reference, made once: they hold the dictionaries. */
  private final Map<String, ProfileBuilder.Counting> countings = new HashMap<>();

  WatchedVersion(WatchedModel model, ModelRef ref) {
    this.model = model;
    this.ref = ref;
    name = ref.name().getBytes(UTF_8);
    version = ref.version().getBytes(UTF_8);
    for (String column : model.monitor().segments()) {
      segmentColumns.add(new SegmentColumn(column));
    }
  }

  private static final class SegmentColumn {

    final String name;
    final byte[] bytes;
    final Set<String> values = new HashSet<>();

    SegmentColumn(String name) {
      this.name = name;
      bytes = name.getBytes(UTF_8);
    }
  }

  /** One pane: the layout it is counted on and a counter per segment. */
  private record OpenPane(
      long start,
      String referenceId,
      ProfileBuilder.Counting counting,
      Map<String, ProfileBuilder> segments) {

    ProfileBuilder segment(String segment) {
      return segments.computeIfAbsent(segment, key -> new ProfileBuilder(counting));
    }
  }

  WatchedModel model() {
    return model;
  }

  boolean isOf(EventRow row) {
    return is(row, EventRow.VERSION, version) && is(row, EventRow.MODEL, name);
  }

  void count(EventRow row, ModelDirectory directory) {
    OpenPane pane = pane(model.monitor().timing().paneStart(row.eventTime()), directory);
    pane.segment(ALL).add(row);
    for (SegmentColumn column : segmentColumns) {
      int cell = row.find(column.bytes);
      if (cell >= 0) pane.segment(segment(column, row.valueText(cell))).add(row);
    }
  }

  void drain(int sourcePartition, Consumer<PartialProfile> out) {
    for (Iterator<OpenPane> all = panes.values().iterator(); all.hasNext(); ) {
      OpenPane pane = all.next();
      boolean idle = true;
      for (Map.Entry<String, ProfileBuilder> segment : pane.segments.entrySet()) {
        ProfileBuilder builder = segment.getValue();
        if (builder.rows() == 0) continue;
        idle = false;
        out.accept(
            new PartialProfile(
                ref,
                segment.getKey(),
                Instant.ofEpochMilli(pane.start),
                model.monitor().timing().pane(),
                pane.referenceId,
                sourcePartition,
                builder.build()));
        builder.clear();
      }
      // A pane without rows since the last commit is behind us; a late row opens it again. One that
      // had no reference is opened anew, because there may be one now.
      if (idle || pane.referenceId.isEmpty()) all.remove();
    }
    recent = null;
  }

  int profiles() {
    return panes.values().stream().mapToInt(pane -> pane.segments.size()).sum();
  }

  private OpenPane pane(long start, ModelDirectory directory) {
    OpenPane known = recent;
    if (known != null && known.start == start) return known;
    OpenPane found = panes.get(start);
    if (found == null) {
      found = open(start, directory);
      panes.put(start, found);
    }
    recent = found;
    return found;
  }

  private OpenPane open(long start, ModelDirectory directory) {
    Optional<Reference> reference = directory.reference(ref, Instant.ofEpochMilli(start));
    String id = reference.map(Reference::id).orElse("");
    Layout layout = reference.map(Reference::layout).orElse(Layout.EMPTY);
    ProfileBuilder.Counting counting =
        countings.computeIfAbsent(
            id, key -> new ProfileBuilder.Counting(layout, model.monitor().quality().patterns()));
    return new OpenPane(start, id, counting, new HashMap<>());
  }

  private String segment(SegmentColumn column, String value) {
    if (!column.values.contains(value)) {
      // A value becomes a record key and a metric label; free text is no segment.
      if (column.values.size() >= model.monitor().caps().segments()
          || value.length() > Names.MAX_LENGTH) {
        model.cap();
        return column.name + "=" + OTHER;
      }
      column.values.add(value);
    }
    return column.name + "=" + value;
  }

  private static boolean is(EventRow row, int head, byte[] text) {
    int offset = row.headOffset(head);
    return row.headLength(head) == text.length
        && Arrays.equals(row.source(), offset, offset + text.length, text, 0, text.length);
  }
}
