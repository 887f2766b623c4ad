package dev.leeway.merge;

import static dev.leeway.merge.SmallBook.MODEL;
import static dev.leeway.merge.SmallBook.REFERENCE;
import static dev.leeway.merge.SmallBook.only;
import static dev.leeway.merge.SmallBook.partial;
import static dev.leeway.merge.SmallBook.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.event.ModelRef;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is counted so far of windows that nobody has been told of. */
class WindowBookExcerptTest {

  private final SmallBook book = new SmallBook();

  @Test
  void soFar_isWhatIsConcludedIfNoMoreRowsCome() {
    book.merge(1, 40);
    book.merge(3, 60);
    book.rise(4);

    List<Conclusion> soFar = excerpt(book).soFar();

    assertThat(only(soFar).revision()).isEqualTo(1);
    assertThat(only(soFar).rows()).isEqualTo(100);
    assertThat(only(soFar).columns()).isNotEmpty();
    assertThat(book.rise(6)).isEqualTo(soFar);
    assertThat(excerpt(book).soFar()).isEmpty();
  }

  @Test
  void soFar_isOfEveryWindowThatIsOpen() {
    SmallBook sliding =
        new SmallBook(
            SmallBook.monitor(
                10, 30, new WindowSpec(Duration.ofMinutes(4), Duration.ofMinutes(2))));
    sliding.merge(3, 40);
    sliding.merge(5, 50);
    sliding.rise(4.6);

    assertThat(rows(excerpt(sliding).soFar())).containsExactly(90L, 50L);
  }

  @Test
  void soFar_ofLateRows_isTheRevisionToCome() {
    book.merge(1, 40);
    book.rise(6);
    book.merge(2, 5);

    assertThat(only(excerpt(book).soFar()).revision()).isEqualTo(2);
    assertThat(only(excerpt(book).soFar()).rows()).isEqualTo(45);
  }

  @Test
  void anExcerpt_staysAsItWas_andTellsNobody() {
    book.merge(1, 40);
    WindowBook before = excerpt(book);
    int written = book.journal.panes.size() + book.journal.windows.size();
    book.merge(1, 7);
    book.merge(6, 7);

    assertThat(rows(before.soFar())).containsExactly(40L);
    assertThat(before.rise(SmallBook.tide(0, 1, 9, 9))).hasSize(1);
    assertThat(book.journal.windows).isEmpty();
    assertThat(book.journal.panes.size()).isEqualTo(written + 1);
    assertThat(rows(book.rise(9))).containsExactly(47L);
  }

  @Test
  void anExcerpt_isOfOneSegment_andOneVersionIfAskedFor() {
    ModelRef next = new ModelRef(MODEL.name(), "2");
    book.merge(1, 40);
    book.merge(partial(next, 1, REFERENCE.id(), 9));

    assertThat(rows(book.book.excerpt("delay", Optional.of("2"), "").soFar())).containsExactly(9L);
    assertThat(rows(excerpt(book).soFar())).containsExactly(40L, 9L);
    assertThat(book.book.excerpt("delay", Optional.empty(), "a=b").soFar()).isEmpty();
    assertThat(book.book.excerpt("another", Optional.empty(), "").soFar()).isEmpty();
  }

  private static WindowBook excerpt(SmallBook of) {
    return of.book.excerpt("delay", Optional.empty(), "");
  }
}
