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
    grid.add(List.of(Cell.plain("a"), Cell.plain("one two three four five six seven")));

    assertThat(grid.lines(23, title -> title))
        .containsExactly("A  WORDS", "a  one two three four", "   five six seven");
  }

  @Test
  void lines_keepAWordThatIsTooLong() {
    TextGrid grid = new TextGrid(List.of(Column.left("A"), Column.left("WORDS")));
    grid.add(List.of(Cell.plain("a"), Cell.plain("x".repeat(40) + " y")));

    assertThat(grid.lines(23, title -> title))
        .containsExactly("A  WORDS", "a  " + "x".repeat(40) + " y");
  }
}
