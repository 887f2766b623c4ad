package dev.leeway.merge;

import static dev.leeway.merge.SmallBook.partial;
import static dev.leeway.merge.SmallBook.tide;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.bundle.PartialProfile;
import dev.leeway.event.ModelRef;
import dev.leeway.fixture.Models;
import dev.leeway.profile.Envelope;
import dev.leeway.profile.Profile;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.Verdict.UnknownReason;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** State and partials that nobody of ours wrote: refused, their windows UNKNOWN, nothing ends. */
class HostileStateTest {

  private static final String REFERENCE = SmallBook.REFERENCE.id();

  private final SmallBook book = new SmallBook();

  @Test
  void rowsCountedOnAnotherLayout_areRefused_andTheirWindowIsUnknown() {
    book.merge(1, 40);
    book.merge(7, 40);
    PartialProfile other = with(partial(SmallBook.MODEL, 2, "", 5), REFERENCE);

    assertThat(book.book.merge(other)).isEqualTo(Intake.MISFIT);
    List<Conclusion> told = book.rise(11);
    assertThat(told)
        .extracting(conclusion -> conclusion.verdict().reason())
        .containsExactly(UnknownReason.INCOMPLETE, UnknownReason.NONE);
  }

  @Test
  void rowsOfAReferenceThatIsNotKnown_mustBeLikeEachOther() {
    PartialProfile first = partial(SmallBook.MODEL, 1, "0123456789abcdef", 5);
    assertThat(book.book.merge(first)).isEqualTo(Intake.MERGED);
    PartialProfile other = with(partial(SmallBook.MODEL, 1, "", 5), "0123456789abcdef");
    assertThat(book.book.merge(other)).isEqualTo(Intake.MISFIT);
    assertThat(book.book.merge(with(partial(SmallBook.MODEL, 1, REFERENCE, 5), "")))
        .isEqualTo(Intake.MISFIT);
  }

  @Test
  void rowsThatWereLostOnTheirWay_makeTheirWindowUnknown_afterARestartToo() {
    book.merge(1, 40);
    book.merge(7, 40);
    book.book.lose(PaneKey.of(partial(SmallBook.MODEL, 2, REFERENCE, 1)));
    book.restart();

    assertThat(book.rise(11))
        .extracting(conclusion -> conclusion.verdict().reason())
        .containsExactly(UnknownReason.INCOMPLETE, UnknownReason.NONE);
  }

  @Test
  void rowsLostAfterTheirWindowWasTold_makeARevision() {
    book.merge(1, 40);
    assertThat(SmallBook.only(book.rise(6)).state()).isNotEqualTo(State.UNKNOWN);
    book.book.lose(PaneKey.of(partial(SmallBook.MODEL, 2, REFERENCE, 1)));

    Verdict again = SmallBook.only(book.rise(7));
    assertThat(again.reason()).isEqualTo(UnknownReason.INCOMPLETE);
    assertThat(again.revision()).isEqualTo(2);
  }

  @Test
  void rowsLostOfAnUnknownPane_makeTheWindowsThatWaitUnknown() {
    book.merge(1, 40);
    book.rise(6);
    book.merge(7, 40);
    book.book.lose(SmallBook.MODEL, "");
    book.book.lose(new ModelRef("never-heard-of", "1"), "");

    assertThat(SmallBook.only(book.rise(11)).reason()).isEqualTo(UnknownReason.INCOMPLETE);
  }

  @Test
  void rowsLostOfALongPastPane_changeNothing() {
    book.merge(1, 40);
    book.rise(6);
    book.rise(60);
    book.book.lose(PaneKey.of(partial(SmallBook.MODEL, 2, REFERENCE, 1)));
    assertThat(book.rise(61)).isEmpty();
  }

  @Test
  void moreVersionsAtOnceThanTheCap_areRefused() {
    for (int version = 0; version < 400; version++) {
      assertThat(book.book.merge(version(version, 1))).isEqualTo(Intake.MERGED);
    }
    assertThat(book.book.merge(version(400, 1))).isEqualTo(Intake.TOO_MANY_VERSIONS);
    assertThat(book.book.merge(version(7, 2))).isEqualTo(Intake.MERGED);
    book.rise(6);
    book.rise(60);
    assertThat(book.book.merge(version(400, 61))).isEqualTo(Intake.MERGED);
  }

  @Test
  void moreSegmentsThanTheCap_areRefused() {
    PartialProfile all = partial(SmallBook.MODEL, 1, REFERENCE, 5);
    assertThat(book.book.merge(all)).isEqualTo(Intake.MERGED);
    // Two segment columns with a hundred values each, and __other__, of up to four tasks.
    for (int value = 0; value < 4 * 202; value++) {
      assertThat(book.book.merge(segment(all, "country=" + value))).isEqualTo(Intake.MERGED);
    }
    assertThat(book.book.merge(segment(all, "country=808"))).isEqualTo(Intake.TOO_MANY_SEGMENTS);
    assertThat(book.book.merge(segment(all, "country=7"))).isEqualTo(Intake.MERGED);
  }

  /** Entries that a faulty writer left, with right checksums: the book goes on with what it has. */
  @RepeatedTest(30)
  void damageUnderRightChecksum_endsNothing(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    Map<String, byte[]> store = stored();
    for (int i = 0; i < 60; i++) {
      Map<String, byte[]> damaged = new HashMap<>(store);
      List<String> keys = List.copyOf(store.keySet());
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        String key = keys.get(random.nextInt(keys.size()));
        damaged.put(key, damaged(store.get(key), random));
      }
      BufferedJournal journal = new BufferedJournal();
      WindowBook restored = new WindowBook(models(), journal);
      PerformanceBook outcomes = new PerformanceBook(models(), journal);
      JournalReplay replay = new JournalReplay(restored, outcomes);
      damaged.forEach(replay::take);
      replay.finish();
      restored.merge(partial(SmallBook.MODEL, 62, REFERENCE, 3));
      for (int minute = 66; minute < 130; minute += 21) {
        restored.rise(tide(0, 1, minute, minute));
        restored.merge(partial(SmallBook.MODEL, minute, REFERENCE, 30));
        journal.write(new MapEntries(damaged));
      }
    }
  }

  private static Map<String, byte[]> stored() {
    BufferedJournal journal = new BufferedJournal();
    WindowBook book = new WindowBook(models(), journal);
    Map<String, byte[]> store = new HashMap<>();
    for (int minute = 1; minute < 62; minute += 6) {
      book.merge(partial(SmallBook.MODEL, minute, REFERENCE, 40));
      book.rise(tide(0, 1, minute, minute));
      journal.write(new MapEntries(store));
    }
    assertThat(store.keySet()).extracting(key -> key.charAt(0)).contains('P', 'W', 'E', 'F', 'T');
    return store;
  }

  private static Models models() {
    return new Models()
        .with(SmallBook.monitor(10, 30, WindowSpec.tumbling(Duration.ofMinutes(5))))
        .with(SmallBook.REFERENCE);
  }

  private static byte[] damaged(byte[] sealed, SplittableRandom random) {
    byte[] payload = Arrays.copyOfRange(sealed, Envelope.HEADER, sealed.length);
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      // Where the counts are.
      int most = random.nextBoolean() ? Math.min(40, payload.length) : payload.length;
      payload[random.nextInt(most)] = (byte) random.nextInt(256);
    }
    Envelope.Kind kind = Envelope.Kind.values()[sealed[5] - 1];
    return Envelope.seal(kind, sealed[4], payload);
  }

  private static PartialProfile version(int version, int pane) {
    return partial(new ModelRef("delay", "v" + version), pane, "", 1);
  }

  private static PartialProfile segment(PartialProfile partial, String segment) {
    return new PartialProfile(
        partial.model(),
        segment,
        partial.paneStart(),
        partial.pane(),
        partial.referenceId(),
        0,
        partial.profile());
  }

  private static PartialProfile with(PartialProfile partial, String reference) {
    Profile profile = partial.profile();
    return new PartialProfile(
        partial.model(),
        partial.segment(),
        partial.paneStart(),
        partial.pane(),
        reference,
        0,
        profile);
  }
}
