package dev.leeway.app.compare;

import dev.leeway.app.compare.Detections.Place;
import dev.leeway.app.compare.TextGrid.Cell;
import dev.leeway.app.compare.TextGrid.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where detectors told of a change, as a table with a mark for each stretch of rows. */
final class DetectorTable {

  /** Stretches of rows that have a mark. */
  private static final int MARKS = 50;

  private final Ink ink;

  DetectorTable(Ink ink) {
    this.ink = ink;
  }

  List<String> lines(Detections detections, int width) {
    TextGrid grid =
        new TextGrid(
            List.of(
                Column.left("DETECTOR"),
                Column.right("DRIFTS"),
                Column.left("FIRST"),
                Column.left("WHERE, A MARK FOR " + stretch(detections) + " ROWS")));
    detections
        .drifts()
        .forEach(
            (name, places) ->
                grid.add(
                    List.of(
                        Cell.plain(name),
                        Cell.plain(Words.count(places.size())),
                        Cell.plain(places.isEmpty() ? "-" : first(places.get(0))),
                        Cell.plain(marks(places, detections)))));
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.addAll(grid.lines(width, ink::faint));
    return lines;
  }

  private static String stretch(Detections detections) {
    return Words.count(length(detections));
  }

  private static long length(Detections detections) {
    return Math.max(1, (detections.rows() + MARKS - 1) / MARKS);
  }

  private static String first(Place place) {
    return "row "
        + Words.count(place.row())
        + place.time().map(Instant::toString).map(time -> ", " + time).orElse("");
  }

  private String marks(List<Place> places, Detections detections) {
    long length = length(detections);
    char[] marks = new char[(int) ((detections.rows() + length - 1) / length)];
    Arrays.fill(marks, ink.blocks() ? '\u00b7' : '.');
    for (Place place : places) {
      marks[(int) ((place.watched() - 1) / length)] = ink.blocks() ? '\u2588' : '#';
    }
    return new String(marks);
  }
}
