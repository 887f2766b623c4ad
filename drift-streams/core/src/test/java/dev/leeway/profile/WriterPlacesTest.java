package dev.leeway.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.event.ColumnNames;
import dev.leeway.event.EventRow;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Columns that a writer's schema names are counted as if each event spelled them. */
class WriterPlacesTest {

  private static final Layout LAYOUT =
      new Layout(List.of(number("a"), number("b"), number("c"), number("dé")));

  private final ProfileBuilder builder = new ProfileBuilder(new ProfileBuilder.Counting(LAYOUT));

  @Test
  void add_countsByPlace_whateverWritersAlternate() {
    ColumnNames first = new ColumnNames(List.of("dé", "new", "a"));
    ColumnNames second = new ColumnNames(List.of("b", "a"));
    for (int i = 0; i < 3; i++) {
      builder.add(row(first, 1, 2, 3));
      builder.add(row(second, 4, 5));
      builder.add(spelled("c", 6));
    }

    Profile profile = builder.build();

    assertThat(profile.rows()).isEqualTo(9);
    assertThat(profile.unexpected()).isEqualTo(3);
    assertThat(bins(profile, 0)).containsExactly(0, 3, 3);
    assertThat(bins(profile, 1)).containsExactly(0, 0, 3);
    assertThat(bins(profile, 2)).containsExactly(0, 0, 3);
    assertThat(bins(profile, 3)).containsExactly(3, 0, 0);
  }

  @Test
  void add_ofTheSameColumnByPlaceAndByName_countsTheFirst() {
    EventRow row = row(new ColumnNames(List.of("a")), 1);
    byte[] source = row.source();
    row.number(0, 1, 9);

    builder.add(row);

    assertThat(source[0]).isEqualTo((byte) 'a');
    assertThat(row.place(0)).isZero();
    assertThat(row.place(1)).isEqualTo(-1);
    assertThat(bins(builder.build(), 0)).containsExactly(1, 0, 0);
  }

  private static long[] bins(Profile profile, int column) {
    return Arrays.copyOf(((NumericProfile) profile.columns().get(column)).counts(), 3);
  }

  private static ColumnLayout number(String name) {
    return new ColumnLayout.Numeric(name, ColumnKind.NUMERIC, new Edges(new double[] {2, 3}));
  }

  private static EventRow row(ColumnNames names, double... values) {
    byte[] source = new byte[names.length()];
    names.writeTo(source);
    EventRow row = new EventRow();
    row.start(source, names);
    row.endTags();
    for (int i = 0; i < values.length; i++) {
      row.numberAt(i, values[i]);
    }
    return row;
  }

  private static EventRow spelled(String name, double value) {
    byte[] source = name.getBytes(UTF_8);
    EventRow row = new EventRow();
    row.start(source);
    row.endTags();
    row.number(0, source.length, value);
    return row;
  }
}
