package dev.leeway.wire;

import dev.leeway.event.ByteDictionary;
import java.util.Arrays;
import java.util.List;

/**
 * Rewrites predictions from the map form to a typed form of their model, so that a reader finds the
 * same cells in both. For one thread.
 */
public final class TypedEncoder {

  private static final int NOTHING = 0;

  /** That a value stays in its map. */
  private static final int LEFT = -1;

  /** Whole numbers up to here are the same as doubles; of larger ones not all. */
  private static final long EXACT = 1L << 53;

  private final byte[] header;
  private final AvroCursor in = new AvroCursor();
  private final AvroBytes out = new AvroBytes(1024);
  private final Leftover features = new Leftover();
  private final Leftover output = new Leftover();
  private final ByteDictionary names;
  private final TypedSlot[] slots;
  private final boolean[] isOutput;
  private byte[] source = new byte[0];

  /** Where the value of each column begins, after its branch; or that it has none or is left. */
  private final int[] from;

  private final int[] to;
  private final int[] branch;

  /** Whether the value is a whole number that is to be a double. */
  private final boolean[] widened;

  private final long[] wholes;
  private int guess;

  /** The last whole number that was read. */
  private long whole;

  /**
   * @param schemaId of the form's schema
   */
  public TypedEncoder(TypedForm form, int schemaId) {
    header = Frame.header(schemaId);
    List<TypedColumn> columns = form.columns();
    names = new ByteDictionary(columns.stream().map(TypedColumn::name).toList());
    slots = new TypedSlot[columns.size()];
    isOutput = new boolean[columns.size()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = TypedSlot.of(columns.get(i).kind());
      isOutput[i] = columns.get(i).output();
    }
    from = new int[slots.length];
    to = new int[slots.length];
    branch = new int[slots.length];
    widened = new boolean[slots.length];
    wholes = new long[slots.length];
  }

  /** Entries of one of the maps that have no field. */
  private static final class Leftover {

    private final AvroBytes entries = new AvroBytes(256);
    private int count;

    void add(byte[] source, int from, int to) {
      entries.append(source, from, to - from);
      count++;
    }

    void moveTo(AvroBytes out) {
      if (count > 0) {
        out.writeLong(count);
        out.append(entries);
      }
      out.writeLong(0);
      entries.reset();
      count = 0;
    }
  }

  /**
   * The event in the typed form, framed.
   *
   * @param framed the event in the map form of this release, framed
   * @throws Undecodable if it is none
   */
  public byte[] encode(byte[] framed) throws Undecodable {
    source = framed;
    in.start(framed, Frame.HEADER, framed.length - Frame.HEADER);
    Arrays.fill(from, NOTHING);
    guess = 0;
    head();
    int headEnd = in.at();
    columns(features, false);
    columns(output, true);
    in.requireEnd();
    out.reset();
    out.append(header, 0, header.length);
    out.append(framed, Frame.HEADER, headEnd - Frame.HEADER);
    writeNotSent();
    for (int column = 0; column < slots.length; column++) {
      write(column);
    }
    features.moveTo(out);
    output.moveTo(out);
    return out.copy();
  }

  /** Everything before the columns, which both forms write alike. */
  private void head() throws Undecodable {
    in.text();
    in.text();
    in.text();
    in.integer();
    if (in.choice(2) == 1) in.text();
    int before = 0;
    for (int count = in.block(before); count > 0; count = in.block(before)) {
      before += count;
      for (int i = 0; i < 2 * count; i++) {
        in.text();
      }
    }
  }

  private void columns(Leftover rest, boolean ofOutput) throws Undecodable {
    int before = 0;
    for (int count = in.block(before); count > 0; count = in.block(before)) {
      before += count;
      for (int i = 0; i < count; i++) {
        int entry = in.at();
        in.text();
        int column = column(in.offset(), in.length());
        int ofMap = in.choice(MapBranch.COUNT);
        int value = in.at();
        if (ofMap == MapBranch.LONG) whole = in.integer();
        else MapBranch.skip(ofMap, in);
        boolean taken = column >= 0 && isTaken(column, ofOutput, ofMap, value);
        if (!taken) rest.add(source, entry, in.at());
      }
    }
  }

  private int column(int offset, int length) {
    if (guess < slots.length && names.is(guess, source, offset, length)) return guess++;
    int found = names.find(source, offset, length);
    if (found >= 0) guess = found + 1;
    return found;
  }

  /** Notes the value for its column's field, if it fits. */
  private boolean isTaken(int column, boolean ofOutput, int ofMap, int value) {
    // Of a name that comes twice the first counts, so a second may not overtake it into the field.
    if (from[column] != NOTHING) return false;
    boolean fits = isOutput[column] == ofOutput && slots[column].branch(ofMap) >= 0;
    widened[column] = ofMap == MapBranch.LONG && slots[column] == TypedSlot.NUMBER;
    if (widened[column] && (whole < -EXACT || whole > EXACT)) fits = false;
    from[column] = fits ? value : LEFT;
    to[column] = in.at();
    branch[column] = slots[column].branch(ofMap);
    wholes[column] = whole;
    return fits;
  }

  private void writeNotSent() {
    int count = 0;
    for (int start : from) {
      if (start <= NOTHING) count++;
    }
    if (count > 0) out.writeLong(count);
    for (int column = 0; column < from.length && count > 0; column++) {
      if (from[column] <= NOTHING) out.writeLong(column);
    }
    out.writeLong(0);
  }

  private void write(int column) {
    if (from[column] <= NOTHING) {
      out.writeLong(MapBranch.NULL);
      return;
    }
    out.writeLong(branch[column]);
    if (widened[column]) out.writeDouble((double) wholes[column]);
    else out.append(source, from[column], to[column] - from[column]);
  }
}
