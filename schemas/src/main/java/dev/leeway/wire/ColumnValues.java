package dev.leeway.wire;

import dev.leeway.event.EventRow;

/** Makes cells of the values of columns, of any type that one can hold. For one thread. */
final class ColumnValues {

  private final AvroCursor in;

  ColumnValues(AvroCursor in) {
    this.in = in;
  }

  /** A map of columns. */
  void columns(Shape value, EventRow row) throws Undecodable {
    int before = 0;
    for (int count = in.block(before); count > 0; count = in.block(before)) {
      before += count;
      for (int i = 0; i < count; i++) {
        in.text();
        cell(in.offset(), in.length(), value.next(in), row);
      }
    }
  }

  /** A value of the column of the given number; no union. */
  void column(int column, Shape shape, EventRow row) throws Undecodable {
    switch (shape.kind) {
      case Shape.STRING -> {
        in.text();
        row.textAt(column, in.offset(), in.length());
      }
      case Shape.DOUBLE -> row.numberAt(column, in.number());
      case Shape.LONG -> row.numberAt(column, (double) in.integer());
      case Shape.NULL -> row.missingAt(column);
      case Shape.BOOLEAN -> row.flagAt(column, in.flag());
      case Shape.FLOAT -> row.numberAt(column, in.single());
      case Shape.INT -> row.numberAt(column, in.small());
      case Shape.ENUM -> {
        int symbol = in.choice(shape.size);
        row.textAt(column, shape.symbolAt[symbol], shape.symbolLength[symbol]);
      }
      default -> {
        components(shape.parts[0], row);
        row.vectorAt(column);
      }
    }
  }

  /** The two kinds that most cells are come first: small enough to be compiled into the loop. */
  private void cell(int nameAt, int nameLength, Shape shape, EventRow row) throws Undecodable {
    if (shape.kind == Shape.DOUBLE) {
      row.number(nameAt, nameLength, in.number());
    } else if (shape.kind == Shape.STRING) {
      in.text();
      row.text(nameAt, nameLength, in.offset(), in.length());
    } else {
      rareCell(nameAt, nameLength, shape, row);
    }
  }

  private void rareCell(int nameAt, int nameLength, Shape shape, EventRow row) throws Undecodable {
    switch (shape.kind) {
      case Shape.LONG -> row.number(nameAt, nameLength, (double) in.integer());
      case Shape.NULL -> row.missing(nameAt, nameLength);
      case Shape.BOOLEAN -> row.flag(nameAt, nameLength, in.flag());
      case Shape.FLOAT -> row.number(nameAt, nameLength, in.single());
      case Shape.INT -> row.number(nameAt, nameLength, in.small());
      default -> {
        components(shape.parts[0], row);
        row.vector(nameAt, nameLength);
      }
    }
  }

  private void components(Shape item, EventRow row) throws Undecodable {
    int before = 0;
    for (int count = in.block(before); count > 0; count = in.block(before)) {
      before += count;
      for (int i = 0; i < count; i++) {
        row.component(component(item.kind));
      }
    }
  }

  private double component(int kind) throws Undecodable {
    return switch (kind) {
      case Shape.FLOAT -> in.single();
      case Shape.DOUBLE -> in.number();
      case Shape.INT -> in.small();
      default -> in.integer();
    };
  }
}
