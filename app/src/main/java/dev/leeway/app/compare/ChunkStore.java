package dev.leeway.app.compare;

import dev.leeway.app.profile.TableReference;
import dev.leeway.app.rows.RowVisitor;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileBuilder;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.reference.CellSink;
import dev.leeway.reference.ReferenceCounter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of one table while it is read. Few of them are being counted at a time; the others are
 * kept as sealed bytes, for profiles add up: a row that comes late opens its chunk again.
 */
final class ChunkStore {

  private final Columns columns;
  private final Optional<ExactLimit> exact;
  private final Limits limits;
  private final NavigableMap<Long, Slot> slots = new TreeMap<>();

  /** Those being counted, the one that was used least recently first. */
  private final Map<Long, Slot> open = new LinkedHashMap<>(16, 0.75f, true);

  private long sealedBytes;

  /**
   * What is counted.
   *
   * @param names the table's columns
   * @param counting on the reference's layout
   * @param id place of the column that tells rows apart; empty for none
   */
  record Columns(List<String> names, ProfileBuilder.Counting counting, OptionalInt id) {

    Columns {
      names = List.copyOf(names);
    }
  }

  /**
   * @param open chunks counted at a time
   * @param sealedBytes most that the others may take
   */
  record Limits(int open, long sealedBytes) {

    /** A quarter of what Java may take. */
    static Limits ofThisProcess(int open) {
      return new Limits(open, Runtime.getRuntime().maxMemory() / 4);
    }
  }

  /**
   * @param exact within which the values themselves are kept too; empty for not at all
   */
  ChunkStore(Columns columns, Optional<ExactLimit> exact, Limits limits) {
    this.columns = columns;
    this.exact = exact;
    this.limits = limits;
  }

  private static final class Slot {

    final long firstRow;
    final @Nullable ExactRows exact;
    long rows;
    OptionalLong newest = OptionalLong.empty();
    byte @Nullable [] sealed;
    @Nullable ReferenceCounter counter;
    @Nullable RowVisitor cells;

    Slot(long firstRow, @Nullable ExactRows exact) {
      this.firstRow = firstRow;
      this.exact = exact;
    }
  }

  /**
   * Who takes the cells of the next row.
   *
   * @param key the row's chunk
   * @param row the row's number, from 1
   * @throws ComparisonException if there is no room for one more chunk
   */
  RowVisitor next(long key, long row) {
    Slot slot = open.get(key);
    if (slot == null) {
      slot = slots.computeIfAbsent(key, unknown -> new Slot(row, exactRows()));
      open(slot);
      open.put(key, slot);
      if (open.size() > limits.open) seal(open.keySet().iterator().next());
    }
    slot.rows++;
    RowVisitor cells = slot.cells;
    if (cells == null) throw new IllegalStateException("chunk " + key + " is not open");
    return cells;
  }

  /** A row of the chunk happened then. */
  void happened(long key, long millis) {
    Slot slot = slot(key);
    slot.newest = OptionalLong.of(Math.max(slot.newest.orElse(millis), millis));
  }

  /** Keys of all chunks in order. */
  List<Long> keys() {
    return List.copyOf(slots.keySet());
  }

  /** Number of the first row of a chunk. */
  long firstRow(long key) {
    return slot(key).firstRow;
  }

  /** When its newest row happened, as far as that was told. */
  Optional<Instant> newest(long key) {
    OptionalLong millis = slot(key).newest;
    return millis.isPresent()
        ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()))
        : Optional.empty();
  }

  /** Rows of a chunk. */
  long rows(long key) {
    return slot(key).rows;
  }

  /** What was counted of a chunk. */
  Profile profile(long key) {
    return profile(slot(key));
  }

  /** The values of a chunk; empty where they were not wanted or are too many. */
  Optional<ExactRows> exact(long key) {
    return exact.filter(ExactLimit::isKept).map(limit -> slot(key).exact);
  }

  private Slot slot(long key) {
    Slot slot = slots.get(key);
    if (slot == null) throw new IllegalArgumentException("no chunk " + key);
    return slot;
  }

  private @Nullable ExactRows exactRows() {
    return exact
        .map(limit -> new ExactRows(columns.names, columns.counting.layout(), limit))
        .orElse(null);
  }

  private void open(Slot slot) {
    ReferenceCounter counter = new ReferenceCounter(columns.names, columns.counting);
    CellSink sink = counter;
    ExactRows values = slot.exact;
    if (values != null) sink = new BothSinks(sink, values);
    if (columns.id.isPresent()) {
      sink = new BothSinks(sink, new RowIds(counter, columns.id.getAsInt()));
    }
    slot.counter = counter;
    slot.cells = TableReference.cells(sink);
  }

  private void seal(long key) {
    Slot slot = slot(key);
    byte[] before = slot.sealed;
    byte[] bytes = ProfileCodec.encode(profile(slot));
    sealedBytes += bytes.length - (before == null ? 0 : before.length);
    if (sealedBytes > limits.sealedBytes) throw tooManyChunks();
    slot.sealed = bytes;
    slot.counter = null;
    slot.cells = null;
    open.remove(key);
  }

  private ComparisonException tooManyChunks() {
    return new ComparisonException(
        slots.size()
            + " chunks do not fit into memory: take larger ones, or give Java more"
            + " (LEEWAY_JAVA_OPTS=-Xmx4g)");
  }

  private static Profile profile(Slot slot) {
    Profile profile = null;
    byte[] sealed = slot.sealed;
    if (sealed != null) profile = ProfileCodec.decode(sealed);
    ReferenceCounter counter = slot.counter;
    if (counter != null) {
      Profile more = counter.profile();
      profile = profile == null ? more : profile.merge(more);
    }
    if (profile == null) throw new IllegalStateException("a chunk without rows");
    return profile;
  }
}
