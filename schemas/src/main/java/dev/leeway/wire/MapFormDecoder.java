package dev.leeway.wire;

import dev.leeway.event.EventRow;

/**
 * Walks the bytes of our own prediction record (prediction.avsc) and makes cells of them, without
 * an object per field. A test holds it against Avro's generic reader. For one thread.
 */
final class MapFormDecoder implements PredictionDecoder {

  private static final int NULL = 0;
  private static final int BOOLEAN = 1;
  private static final int LONG = 2;
  private static final int DOUBLE = 3;
  private static final int STRING = 4;
  private static final int FLOATS = 5;

  private final AvroCursor in = new AvroCursor();

  @Override
  public void decode(byte[] bytes, int offset, int length, EventRow row) throws Undecodable {
    in.start(bytes, offset, length);
    row.start(bytes);
    head(EventRow.ID, row);
    head(EventRow.MODEL, row);
    head(EventRow.VERSION, row);
    row.eventTime(in.integer());
    skipEntity();
    tags(row);
    columns(row);
    columns(row);
    if (!in.isAtEnd()) {
      throw new Undecodable(Undecodable.Reason.MALFORMED, "bytes after the record's end");
    }
  }

  private void head(int which, EventRow row) throws Undecodable {
    in.text();
    row.head(which, in.offset(), in.length());
  }

  private void skipEntity() throws Undecodable {
    long branch = in.integer();
    if (branch == 1) in.text();
    else if (branch != 0) throw branch(branch);
  }

  private void tags(EventRow row) throws Undecodable {
    for (long count = in.block(); count > 0; count = in.block()) {
      for (long i = 0; i < count; i++) {
        in.text();
        int nameAt = in.offset();
        int nameLength = in.length();
        in.text();
        row.text(nameAt, nameLength, in.offset(), in.length());
      }
    }
    row.endTags();
  }

  private void columns(EventRow row) throws Undecodable {
    for (long count = in.block(); count > 0; count = in.block()) {
      for (long i = 0; i < count; i++) {
        in.text();
        cell(in.offset(), in.length(), row);
      }
    }
  }

  private void cell(int nameAt, int nameLength, EventRow row) throws Undecodable {
    long branch = in.integer();
    if (branch == DOUBLE) {
      row.number(nameAt, nameLength, in.number());
    } else if (branch == STRING) {
      in.text();
      row.text(nameAt, nameLength, in.offset(), in.length());
    } else if (branch == LONG) {
      row.number(nameAt, nameLength, (double) in.integer());
    } else if (branch == NULL) {
      row.missing(nameAt, nameLength);
    } else if (branch == BOOLEAN) {
      row.flag(nameAt, nameLength, in.flag());
    } else if (branch == FLOATS) {
      vector(nameAt, nameLength, row);
    } else {
      throw branch(branch);
    }
  }

  private void vector(int nameAt, int nameLength, EventRow row) throws Undecodable {
    for (long count = in.block(); count > 0; count = in.block()) {
      for (long i = 0; i < count; i++) {
        row.component(in.single());
      }
    }
    row.vector(nameAt, nameLength);
  }

  private static Undecodable branch(long branch) {
    return new Undecodable(Undecodable.Reason.MALFORMED, "union branch " + branch);
  }
}
