package dev.leeway.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.fixture.Row;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventRowTest {

  @Test
  void cells_areKeptInOrder_howeverManyComeAndHoweverOftenTheRowIsUsedAgain() {
    EventRow row = new EventRow();
    for (int cells : new int[] {0, 1, 63, 64, 65, 128, 129, 1_000, 3}) {
      Row given = new Row().tag("country", "DE").tag("é", "😀");
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < cells; i++) {
        given.with("column-" + i, value(i));
        values.add(String.valueOf(value(i)));
      }

      given.fill(row);

      assertThat(row.cells()).isEqualTo(cells + 2);
      assertThat(row.firstColumn()).isEqualTo(2);
      assertThat(row.valueText(1)).isEqualTo("😀");
      List<Object> read = new ArrayList<>();
      for (int cell = row.firstColumn(); cell < row.cells(); cell++) {
        assertThat(name(row, cell)).isEqualTo("column-" + (cell - 2));
        read.add(String.valueOf(value(row, cell)));
      }
      assertThat(read).isEqualTo(values);
    }
  }

  @Test
  void start_forgetsTheRowBefore() {
    EventRow row = new Row().id("p-7").tag("a", "b").with("c", 1.0).event();

    row.start(new byte[0]);

    assertThat(row.cells()).isZero();
    assertThat(row.firstColumn()).isZero();
    assertThat(row.headLength(EventRow.ID)).isZero();
    assertThat(row.headText(EventRow.MODEL)).isEmpty();
  }

  @Test
  void headText_readsEachSpan() {
    EventRow row = new Row().id("p-é").of("delay", "2").at(-5).event();

    assertThat(row.headText(EventRow.ID)).isEqualTo("p-é");
    assertThat(row.headText(EventRow.MODEL)).isEqualTo("delay");
    assertThat(row.headText(EventRow.VERSION)).isEqualTo("2");
    assertThat(row.eventTime()).isEqualTo(-5);
  }

  @Test
  void find_findsTheFirstCellOfThatName_tagsFirst() {
    EventRow row = new Row().tag("country", "DE").with("x", 1.0).with("country", "FR").event();

    assertThat(row.find("country".getBytes(UTF_8))).isZero();
    assertThat(row.find("x".getBytes(UTF_8))).isOne();
    assertThat(row.find("countr".getBytes(UTF_8))).isEqualTo(-1);
    assertThat(row.find("countryD".getBytes(UTF_8))).isEqualTo(-1);
  }

  @Test
  void valueText_namesSegments() {
    EventRow row =
        new Row()
            .with("a", 7.0)
            .with("b", -0.0)
            .with("c", 2.5)
            .with("d", true)
            .with("e", false)
            .with("f", null)
            .with("g", Double.NaN)
            .with("h", 1e300)
            .event();

    List<String> texts = new ArrayList<>();
    for (int cell = 0; cell < row.cells(); cell++) {
      texts.add(row.valueText(cell));
    }
    assertThat(texts).containsExactly("7", "0", "2.5", "true", "false", "", "NaN", "1.0E300");
  }

  private static Object value(int i) {
    return switch (i % 4) {
      case 0 -> (double) i;
      case 1 -> "text-" + i;
      case 2 -> i % 8 == 2;
      default -> new Row.Vector(i / 2.0, i);
    };
  }

  private static Object value(EventRow row, int cell) {
    return switch (row.type(cell)) {
      case EventRow.NUMBER -> row.number(cell);
      case EventRow.TEXT ->
          new String(row.source(), row.textOffset(cell), row.textLength(cell), UTF_8);
      case EventRow.FLAG -> row.number(cell) == 1;
      default -> new Row.Vector(row.components()[row.componentOffset(cell)], row.textLength(cell));
    };
  }

  private static String name(EventRow row, int cell) {
    return new String(row.source(), row.nameOffset(cell), row.nameLength(cell), UTF_8);
  }
}
