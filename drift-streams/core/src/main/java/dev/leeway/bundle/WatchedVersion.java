package dev.leeway.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.event.EventRow;
import dev.leeway.event.ModelRef;
import dev.leeway.profile.Layout;
import dev.leeway.profile.ProfileBuilder;
import dev.leeway.profile.RowBlock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One model version in one bundle: its open panes, each with a profile per segment. */
final class WatchedVersion {

  /** The segment that holds every row. */
  private static final String ALL = "";

  private final WatchedModel model;
  private final ModelRef ref;

  /** Name and version, one after the other. */
  private final byte[] names;

  private final int nameLength;
  private final long paneMillis;
  private final List<SegmentColumn> segmentColumns = new ArrayList<>();

  /** By their starts, ascending. */
  private final List<OpenPane> panes = new ArrayList<>();

  private @Nullable OpenPane recent;

  /** By segment column: the segment of the row that was counted last. */
  private final @Nullable String[] segments;

  private final boolean joined;

  /** Where rows wait to be counted, by reference; all panes and segments share them. */
  private final Map<String, RowBlock> blocks = new HashMap<>();

  WatchedVersion(WatchedModel model, ModelRef ref) {
    this.model = model;
    this.ref = ref;
    names = (ref.name() + ref.version()).getBytes(UTF_8);
    nameLength = ref.name().getBytes(UTF_8).length;
    paneMillis = model.monitor().timing().pane().toMillis();
    for (String column : model.monitor().segments()) {
      segmentColumns.add(new SegmentColumn(column, model));
    }
    segments = new String[segmentColumns.size()];
    joined = model.monitor().performance().isPresent();
  }

  /** One pane: the layout it is counted on, a counter of all rows and one per segment. */
  private record OpenPane(
      long start,
      String referenceId,
      RowBlock block,
      ProfileBuilder all,
      Map<String, ProfileBuilder> segments) {

    int profiles() {
      return 1 + segments.size();
    }
  }

  WatchedModel model() {
    return model;
  }

  boolean isOf(EventRow row) {
    return is(row, EventRow.VERSION, nameLength, names.length)
        && is(row, EventRow.MODEL, 0, nameLength);
  }

  void count(EventRow row, ModelDirectory directory) {
    OpenPane pane = pane(row.eventTime(), directory);
    pane.block.stage(row);
    pane.all.addStaged();
    for (int i = 0; i < segments.length; i++) {
      String segment = segmentColumns.get(i).of(row);
      segments[i] = segment;
      if (segment != null) segment(pane, segment).addStaged();
    }
  }

  /** Whether labels are joined to its predictions. */
  boolean isJoined() {
    return joined;
  }

  ModelRef ref() {
    return ref;
  }

  /** The segments of the row that was counted last, null where it has no value. */
  @Nullable String[] segments() {
    return segments;
  }

  void drain(int sourcePartition, Consumer<PartialProfile> out) {
    for (Iterator<OpenPane> all = panes.iterator(); all.hasNext(); ) {
      OpenPane pane = all.next();
      // A pane without rows since the last commit is behind us; a late row opens it again. One that
      // had no reference is opened anew, because there may be one now.
      boolean done = pane.all.rows() == 0 || pane.referenceId.isEmpty();
      Place place = new Place(pane, sourcePartition);
      drain(place, ALL, pane.all, out);
      pane.segments.forEach((segment, builder) -> drain(place, segment, builder, out));
      if (done) {
        all.remove();
        model.held().add(-pane.profiles());
      }
    }
    recent = null;
  }

  /** What the partial profiles of one pane share. */
  private record Place(OpenPane pane, int sourcePartition) {}

  private void drain(
      Place place, String segment, ProfileBuilder builder, Consumer<PartialProfile> out) {
    if (builder.rows() == 0) return;
    out.accept(
        new PartialProfile(
            ref,
            segment,
            Instant.ofEpochMilli(place.pane.start),
            model.monitor().timing().pane(),
            place.pane.referenceId,
            place.sourcePartition,
            builder.build()));
    builder.clear();
  }

  /** Whether nothing is held. */
  boolean isIdle() {
    return panes.isEmpty();
  }

  private OpenPane pane(long eventTime, ModelDirectory directory) {
    OpenPane known = recent;
    if (known != null && eventTime >= known.start && eventTime - known.start < paneMillis) {
      return known;
    }
    long start = model.monitor().timing().paneStart(eventTime);
    int place = panes.size();
    while (place > 0 && panes.get(place - 1).start > start) place--;
    if (place == 0 || panes.get(place - 1).start != start) {
      panes.add(place, open(start, directory));
    } else {
      place--;
    }
    OpenPane found = panes.get(place);
    recent = found;
    return found;
  }

  private OpenPane open(long start, ModelDirectory directory) {
    Optional<CountedReference> reference =
        directory.reference(ref, Instant.ofEpochMilli(start)).map(CountedReference::of);
    String id = reference.map(CountedReference::id).orElse("");
    RowBlock block = blocks.computeIfAbsent(id, key -> new RowBlock(counting(reference)));
    model.held().add(1);
    return new OpenPane(start, id, block, new ProfileBuilder(block), new HashMap<>());
  }

  private ProfileBuilder.Counting counting(Optional<CountedReference> reference) {
    Map<String, Pattern> patterns = model.monitor().quality().patterns();
    return reference
        .map(on -> on.counting(patterns))
        .orElseGet(() -> ProfileBuilder.Counting.ofStream(Layout.EMPTY, patterns));
  }

  private ProfileBuilder segment(OpenPane pane, String segment) {
    ProfileBuilder known = pane.segments.get(segment);
    if (known != null) return known;
    ProfileBuilder made = new ProfileBuilder(pane.block);
    pane.segments.put(segment, made);
    model.held().add(1);
    return made;
  }

  /** Whether the head is the names from one place to another. */
  private boolean is(EventRow row, int head, int from, int to) {
    int offset = row.headOffset(head);
    int length = row.headLength(head);
    return length == to - from
        && Arrays.equals(row.source(), offset, offset + length, names, from, to);
  }
}
