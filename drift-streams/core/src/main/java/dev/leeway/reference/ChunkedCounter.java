package dev.leeway.reference;

import dev.leeway.event.ModelRef;
import dev.leeway.profile.Layout;
import dev.leeway.profile.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * The second pass over reference data whose number of rows is known: exact counts of the whole, and
 * of ten consecutive chunks of equal size. What is left over, fewer than ten rows, is a chunk of
 * its own, the eleventh. Rows that the layout's transform was fitted to are not looked at together.
 */
public final class ChunkedCounter implements CellSink {

  /** Chunks of equal size. */
  public static final int CHUNKS = 10;

  private final List<String> names;
  private final Layout layout;
  private final long expected;
  private final long chunkRows;
  private final List<Profile> chunks = new ArrayList<>();
  private ReferenceCounter current;
  private long rows;

  /**
   * @param names the columns in the order of the cells, as in the first pass
   * @param rows how many rows will follow; with fewer than ten there are no chunks
   */
  public ChunkedCounter(List<String> names, Layout layout, long rows) {
    this.names = List.copyOf(names);
    this.layout = layout;
    expected = rows;
    chunkRows = rows < CHUNKS ? Long.MAX_VALUE : rows / CHUNKS;
    current = new ReferenceCounter(names, layout);
  }

  @Override
  public void startRow() {
    if (current.rows() == chunkRows) endChunk();
    current.startRow(!JointSample.takes(rows++, expected));
  }

  @Override
  public void number(int column, double value) {
    current.number(column, value);
  }

  @Override
  public void text(int column, String value) {
    current.text(column, value);
  }

  @Override
  public void flag(int column, boolean value) {
    current.flag(column, value);
  }

  @Override
  public void vector(int column, double norm) {
    current.vector(column, norm);
  }

  @Override
  public void vector(int column, double[] components) {
    current.vector(column, components);
  }

  public long rows() {
    return rows;
  }

  /** The reference with its chunks; no row may follow. */
  public Chunked build(ModelRef model, Instant createdAt, SortedMap<String, String> provenance) {
    endChunk();
    Profile whole = chunks.stream().reduce(Profile::merge).orElseThrow();
    Reference reference = new Reference(model, Instant.EPOCH, createdAt, provenance, layout, whole);
    return new Chunked(reference, chunkRows == Long.MAX_VALUE ? List.of() : chunks);
  }

  private void endChunk() {
    chunks.add(current.profile());
    current = new ReferenceCounter(names, layout);
  }

  /**
   * A reference and the chunks it consists of.
   *
   * @param chunks in the order of the rows: ten of equal size, then what is left over, if anything;
   *     none of a reference of fewer than ten rows
   */
  public record Chunked(Reference reference, List<Profile> chunks) {

    public Chunked {
      chunks = List.copyOf(chunks);
    }

    /** The chunks of equal size. */
    public List<Profile> equalChunks() {
      return chunks.subList(0, Math.min(CHUNKS, chunks.size()));
    }
  }
}
