package dev.leeway.app.compare;

import dev.leeway.app.profile.TableReference;
import dev.leeway.app.rows.RowVisitor;
import dev.leeway.event.ModelRef;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.reference.CellSink;
import dev.leeway.reference.Reference;
import dev.leeway.reference.ReferenceCounter;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of one table while it is read. Few of them are being counted at a time; the others are
 * kept as sealed bytes, for profiles add up: a row that comes late opens its chunk again.
 */
final class ChunkStore {

  private static final ModelRef NOBODY = new ModelRef("table", "0");

  private static final SortedMap<String, String> NOWHERE =
      Collections.unmodifiableSortedMap(new TreeMap<>());

  private final List<String> names;
  private final Reference reference;
  private final Optional<ExactLimit> exact;
  private final Limits limits;
  private final NavigableMap<Long, Slot> slots = new TreeMap<>();

  /** Those being counted, the one that was used least recently first. */
  private final Map<Long, Slot> open = new LinkedHashMap<>(16, 0.75f, true);

  private long sealedBytes;

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
   * @param names the table's columns
   * @param reference on whose layout the rows are counted
   * @param exact within which the values themselves are kept too; empty for not at all
   */
  ChunkStore(List<String> names, Reference reference, Optional<ExactLimit> exact, Limits limits) {
    this.names = names;
    this.reference = reference;
    this.exact = exact;
    this.limits = limits;
  }

  private static final class Slot {

    final long firstRow;
    final @Nullable ExactRows exact;
    long rows;
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

  /** Keys of all chunks in order. */
  List<Long> keys() {
    return List.copyOf(slots.keySet());
  }

  /** Number of the first row of a chunk. */
  long firstRow(long key) {
    return slot(key).firstRow;
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
    return exact.map(limit -> new ExactRows(names, reference.layout(), limit)).orElse(null);
  }

  private void open(Slot slot) {
    ReferenceCounter counter = new ReferenceCounter(names, reference.layout());
    ExactRows values = slot.exact;
    CellSink sink = values == null ? counter : new BothSinks(counter, values);
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
      Profile more = counter.build(NOBODY, Instant.EPOCH, NOWHERE).profile();
      profile = profile == null ? more : profile.merge(more);
    }
    if (profile == null) throw new IllegalStateException("a chunk without rows");
    return profile;
  }
}
