package dev.leeway.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rows of cells, set in columns that are as wide as their widest cell. */
final class TextGrid {

  private static final int GAP = 2;

  /** Characters that the last column needs to be read with ease. */
  private static final int ROOM = 48;

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
   * The lines, the titles first. Where the terminal leaves little room for the last column, its
   * cells follow in lines of their own, and its title is left out.
   *
   * @param width of the terminal; 0 for lines of any length
   */
  List<String> lines(int width, UnaryOperator<String> titleInk) {
    int[] widths = widths();
    int left = width - indent(widths);
    boolean below = width > 0 && left < ROOM && widths[widths.length - 1] > left;
    List<Cell> titles = columns.stream().map(title -> new Cell(title.title, titleInk)).toList();
    List<String> lines = new ArrayList<>();
    lines.add(first(titles, widths) + (below ? "" : inked(titles)));
    for (List<Cell> row : rows) {
      Cell end = row.get(row.size() - 1);
      int at = below ? widths[0] + GAP : indent(widths);
      List<String> parts = broken(end.text, width - at);
      lines.add(first(row, widths) + (below ? "" : end.ink.apply(parts.get(0))));
      for (String part : parts.subList(below ? 0 : 1, parts.size())) {
        if (!part.isEmpty()) lines.add(" ".repeat(at) + end.ink.apply(part));
      }
    }
    return lines.stream().map(String::stripTrailing).toList();
  }

  private static String inked(List<Cell> cells) {
    Cell last = cells.get(cells.size() - 1);
    return last.ink.apply(last.text);
  }

  /** Where the last column starts. */
  private static int indent(int[] widths) {
    int indent = 0;
    for (int i = 0; i < widths.length - 1; i++) {
      indent += widths[i] + GAP;
    }
    return indent;
  }

  /** All cells but the last. */
  private String first(List<Cell> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size() - 1; i++) {
      Cell cell = cells.get(i);
      String space = " ".repeat(widths[i] - cell.width());
      String text = cell.ink.apply(cell.text);
      line.append(columns.get(i).right ? space + text : text + space).append(" ".repeat(GAP));
    }
    return line.toString();
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
