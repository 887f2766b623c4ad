package dev.leeway.merge;

import static dev.leeway.merge.SmallBook.minute;
import static dev.leeway.merge.SmallBook.partial;
import static dev.leeway.merge.SmallBook.rows;
import static dev.leeway.merge.SmallBook.tide;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.fixture.Models;
import dev.leeway.verdict.Verdict.UnknownReason;
import dev.leeway.window.Tide;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BufferedJournalTest {

  private final Models models =
      new Models()
          .with(SmallBook.monitor(10, 30, WindowSpec.tumbling(Duration.ofMinutes(5))))
          .with(SmallBook.REFERENCE);
  private final Map<String, byte[]> store = new TreeMap<>();
  private int puts;
  private final BufferedJournal.Entries entries =
      new BufferedJournal.Entries() {
        @Override
        public void put(String key, byte[] value) {
          store.put(key, value);
          puts++;
        }

        @Override
        public void remove(String key) {
          store.remove(key);
        }
      };
  private BufferedJournal journal = new BufferedJournal();
  private WindowBook book = new WindowBook(models, journal);

  @Test
  void aPaneThatManyPartialsReach_isWrittenOnce() {
    for (int i = 0; i < 100; i++) {
      merge(1, 2);
    }
    journal.write(entries);

    assertThat(puts).isEqualTo(1);
    journal.write(entries);
    assertThat(puts).isEqualTo(1);
  }

  @Test
  void aReplayedBook_goesOnWhereTheOtherWas() {
    merge(1, 40);
    assertThat(rows(book.rise(tide(0, 1, 6, 6)))).containsExactly(40L);
    merge(7, 50);
    assertThat(restart()).isEmpty();

    assertThat(book.rise(tide(0, 1, 6.1, 6.1))).isEmpty();
    merge(2, 1);
    List<Conclusion> told = book.rise(tide(0, 1, 11, 11));
    assertThat(rows(told)).containsExactly(41L, 50L);
    assertThat(told.get(0).verdict().revision()).isEqualTo(2);
  }

  @Test
  void whatIsForgotten_leavesTheStore() {
    merge(1, 40);
    book.rise(tide(0, 1, 6, 6));
    journal.write(entries);
    book.rise(tide(0, 1, 60, 60));
    journal.write(entries);

    assertThat(store.keySet()).noneMatch(key -> key.startsWith("P") || key.startsWith("W"));
    assertThat(store.keySet()).anyMatch(key -> key.startsWith("F"));
  }

  @Test
  void aDamagedPane_makesItsWindowUnknown_andTheRestGoesOn() {
    merge(1, 40);
    merge(7, 50);
    journal.write(entries);
    store.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("P"))
            .findFirst()
            .orElseThrow()
            .getValue()[30] ^=
        1;

    assertThat(restart()).singleElement().asString().contains("UNKNOWN");
    List<Conclusion> told = book.rise(tide(0, 1, 11, 11));
    assertThat(told)
        .extracting(conclusion -> conclusion.verdict().reason())
        .containsExactly(UnknownReason.INCOMPLETE, UnknownReason.NONE);
  }

  @Test
  void damageOfAnyEntry_isToldAndEndsNothing() {
    merge(1, 40);
    book.rise(tide(0, 1, 60, 60));
    merge(61, 40);
    book.rise(tide(0, 1, 66, 66));
    journal.write(entries);
    store.values().forEach(value -> value[value.length - 1] ^= 1);
    store.put("?", new byte[0]);
    store.put("P\0short", new byte[0]);
    store.put("W\0m\0001\0x\0y\0", new byte[0]);

    assertThat(restart()).hasSize(store.size());
  }

  @Test
  void aTide_comesBackAsItWas() {
    Tide tide =
        new Tide(3, 8, minute(5), List.of(new Tide.ModelTide("m-ü", Instant.EPOCH, minute(4))));

    assertThat(JournalFormat.decodeTide(JournalFormat.encode(tide))).isEqualTo(tide);
  }

  @Test
  void aMark_isWrittenAsEver_andReadAsEarlierReleasesWroteIt() {
    WindowMark mark = new WindowMark(3, 70, -5, 9, Instant.ofEpochMilli(1_700_000_000_000L), true);
    byte[] third =
        HexFormat.of()
            .parseHex(
                "4c57593103030000000000252f3b361b000000030000000000000046"
                    + "fffffffffffffffb00000000000000090000018bcfe5680001");
    byte[] second =
        HexFormat.of()
            .parseHex("4c57593102030000000000148413810b000000030000000000000046fffffffffffffffb");
    byte[] first =
        HexFormat.of().parseHex("4c575931010300000000000c3cd7fca1000000030000000000000046");

    assertThat(JournalFormat.encode(mark)).isEqualTo(third);
    assertThat(JournalFormat.decodeMark(third)).isEqualTo(mark);
    WindowMark unknown = new WindowMark(3, 70, 0, 0, Instant.EPOCH, false);
    assertThat(JournalFormat.decodeMark(second)).isEqualTo(unknown);
    assertThat(JournalFormat.decodeMark(first)).isEqualTo(unknown);
  }

  private void merge(int pane, int rows) {
    assertThat(book.merge(partial(SmallBook.MODEL, pane, SmallBook.REFERENCE.id(), rows)))
        .isEqualTo(Intake.MERGED);
  }

  /** What could not be read. */
  private List<JournalReplay.Damage> restart() {
    journal.write(entries);
    journal = new BufferedJournal();
    book = new WindowBook(models, journal);
    JournalReplay replay = new JournalReplay(book, new PerformanceBook(models, journal));
    store.forEach(replay::take);
    return replay.finish();
  }
}
