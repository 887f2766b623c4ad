package dev.leeway.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rows of cells, set in columns that are as wide as their widest cell. */
final class TextGrid {

  private static final int GAP = 2;

  private final List<Column> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  /**
   * @param right whether cells end at the same place rather than begin there
   */
  record Column(String title, boolean right) {

    static Column left(String title) {
      return new Column(title, false);
    }

    static Column right(String title) {
      return new Column(title, true);
    }
  }

  /**
   * @param ink what is put around the text once its width is known
   */
  record Cell(String text, UnaryOperator<String> ink) {

    static Cell plain(String text) {
      return new Cell(text, UnaryOperator.identity());
    }

    int width() {
      return text.codePointCount(0, text.length());
    }
  }

  TextGrid(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /**
   * @throws IllegalArgumentException if there is not one cell for each column
   */
  void add(List<Cell> cells) {
    if (cells.size() != columns.size()) throw new IllegalArgumentException(cells.size() + " cells");
    rows.add(List.copyOf(cells));
  }

  /**
   * The lines, the titles first.
   *
   * @param width at which the last column is broken into further lines; 0 for nowhere
   */
  List<String> lines(int width, UnaryOperator<String> titleInk) {
    int[] widths = widths();
    List<String> lines = new ArrayList<>();
    lines.addAll(
        set(columns.stream().map(title -> new Cell(title.title, titleInk)).toList(), widths, 0));
    for (List<Cell> row : rows) {
      lines.addAll(set(row, widths, width));
    }
    return lines;
  }

  private int[] widths() {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = columns.get(i).title.length();
      for (List<Cell> row : rows) {
        widths[i] = Math.max(widths[i], row.get(i).width());
      }
    }
    return widths;
  }

  private List<String> set(List<Cell> cells, int[] widths, int width) {
    StringBuilder line = new StringBuilder();
    int indent = 0;
    int last = cells.size() - 1;
    for (int i = 0; i < last; i++) {
      Cell cell = cells.get(i);
      String space = " ".repeat(widths[i] - cell.width());
      String text = cell.ink.apply(cell.text);
      line.append(columns.get(i).right ? space + text : text + space).append(" ".repeat(GAP));
      indent += widths[i] + GAP;
    }
    Cell end = cells.get(last);
    List<String> parts = broken(end.text, width - indent);
    List<String> lines = new ArrayList<>();
    String before = line.toString();
    for (String part : parts) {
      lines.add((before + end.ink.apply(part)).stripTrailing());
      before = " ".repeat(indent);
    }
    return lines;
  }

  /** The text in parts no longer than the width where it has spaces to break it at. */
  private static List<String> broken(String text, int width) {
    int narrowest = 16;
    if (width < narrowest || text.length() <= width) return List.of(text);
    List<String> parts = new ArrayList<>();
    String rest = text;
    while (rest.length() > width) {
      int space = rest.lastIndexOf(' ', width);
      if (space <= 0) break;
      parts.add(rest.substring(0, space));
      rest = rest.substring(space + 1);
    }
    parts.add(rest);
    return parts;
  }
}
