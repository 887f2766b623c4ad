package dev.leeway.app.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.app.compare.TextGrid.Cell;
import dev.leeway.app.compare.TextGrid.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextGridTest {

  @Test
  void lines_areAsWideAsTheirWidestCell_whateverInkIsOnThem() {
    TextGrid grid = new TextGrid(List.of(Column.left("A"), Column.right("B"), Column.left("C")));
    grid.add(List.of(new Cell("long", text -> "<" + text + ">"), Cell.plain("1"), Cell.plain("x")));
    grid.add(List.of(Cell.plain("s"), Cell.plain("20"), Cell.plain("")));

    assertThat(grid.lines(0, title -> title))
        .containsExactly("A      B  C", "<long>   1  x", "s     20");
  }

  @Test
  void lines_breakTheLastColumnAtSpaces() {
    TextGrid grid = new TextGrid(List.of(Column.left("A"), Column.left("WORDS")));
    grid.add(List.of(Cell.plain("a"), Cell.plain("twelve chars ".repeat(5))));

    assertThat(grid.lines(60, title -> title))
        .containsExactly(
            "A  WORDS",
            "a  twelve chars twelve chars twelve chars twelve chars",
            "   twelve chars");
  }

  @Test
  void lines_putTheLastColumnBelow_whereThereIsLittleRoom() {
    TextGrid grid = new TextGrid(List.of(Column.left("A"), Column.left("B"), Column.left("WORDS")));
    grid.add(List.of(Cell.plain("a"), Cell.plain("x".repeat(20)), Cell.plain("y".repeat(30))));
    grid.add(List.of(Cell.plain("b"), Cell.plain(""), Cell.plain("")));

    assertThat(grid.lines(50, title -> title))
        .containsExactly("A  B", "a  " + "x".repeat(20), "   " + "y".repeat(30), "b");
  }

  @Test
  void lines_keepAWordThatIsTooLong() {
    TextGrid grid = new TextGrid(List.of(Column.left("A"), Column.left("WORDS")));
    grid.add(List.of(Cell.plain("a"), Cell.plain("x".repeat(70) + " y")));

    assertThat(grid.lines(60, title -> title))
        .containsExactly("A  WORDS", "a  " + "x".repeat(70) + " y");
  }
}
