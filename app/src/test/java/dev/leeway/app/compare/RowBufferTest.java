package dev.leeway.app.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.app.rows.RowVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowBufferTest {

  @Test
  void tell_givesTheRowBack_allKindsOfCells() {
    RowBuffer buffer = new RowBuffer();
    Heard heard = new Heard();
    buffer.startRow();
    buffer.text(0, "of a row before");
    buffer.endRow();

    buffer.startRow();
    buffer.flag(3, true);
    buffer.integer(1, Long.MIN_VALUE);
    buffer.decimal(2, Double.NaN);
    buffer.text(4, "");
    buffer.vector(5, new double[] {1, 2});
    buffer.endRow();
    buffer.tell(heard);

    assertThat(heard.words)
        .containsExactly(
            "start", "3=true", "1=-9223372036854775808", "2=NaN", "4=", "5=[1.0, 2.0]", "end");
  }

  @Test
  void tell_ofManyCells_losesNone() {
    RowBuffer buffer = new RowBuffer();
    Heard heard = new Heard();
    buffer.startRow();
    for (int column = 0; column < 1_000; column++) {
      buffer.integer(column, column);
    }
    buffer.tell(heard);

    assertThat(heard.words).hasSize(1_002).endsWith("999=999", "end");
  }

  private static final class Heard implements RowVisitor {

    final List<String> words = new ArrayList<>();

    @Override
    public void startRow() {
      words.add("start");
    }

    @Override
    public void flag(int column, boolean value) {
      words.add(column + "=" + value);
    }

    @Override
    public void integer(int column, long value) {
      words.add(column + "=" + value);
    }

    @Override
    public void decimal(int column, double value) {
      words.add(column + "=" + value);
    }

    @Override
    public void text(int column, String value) {
      words.add(column + "=" + value);
    }

    @Override
    public void vector(int column, double[] values) {
      words.add(column + "=" + Arrays.toString(values));
    }

    @Override
    public void endRow() {
      words.add("end");
    }
  }
}
