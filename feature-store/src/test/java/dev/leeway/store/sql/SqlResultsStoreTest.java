package dev.leeway.store.sql;

import static dev.leeway.store.Samples.MODEL;
import static dev.leeway.store.Samples.batch;
import static dev.leeway.store.Samples.hour;
import static dev.leeway.store.Samples.orders;
import static dev.leeway.store.Samples.profile;
import static dev.leeway.store.Samples.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leeway.event.ModelRef;
import dev.leeway.store.Advance;
import dev.leeway.store.Batch;
import dev.leeway.store.ColumnResult;
import dev.leeway.store.Page;
import dev.leeway.store.Position;
import dev.leeway.store.ResultsStore;
import dev.leeway.store.RowsWritten;
import dev.leeway.store.StoreException;
import dev.leeway.store.VerdictFilter;
import dev.leeway.store.VerdictKey;
import dev.leeway.store.WindowProfile;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlResultsStoreTest {

  private static final Page.Request ALL = Page.Request.first(Page.Order.OLDEST_FIRST, 1_000);

  @TempDir Path directory;

  @Test
  void apply_keepsWhatItIsGiven() {
    Verdict odd =
        verdict(
            new VerdictKey(
                new ModelRef("team/flights", "2"),
                "city='; DROP TABLE verdicts; --|\u00e9\ud83d\udeec\n",
                hour(4),
                Verdict.Kind.QUALITY),
            3,
            State.UNKNOWN,
            "a",
            "b");
    try (ResultsStore store = open()) {
      assertThat(store.apply(batch(odd))).isEqualTo(new RowsWritten(1, 2, 0, 0));

      assertThat(store.verdicts(VerdictFilter.of("team/flights"), ALL).items())
          .containsExactly(odd);
      assertThat(store.verdicts(VerdictFilter.of("team"), ALL).items()).isEmpty();
    }
  }

  @Test
  void apply_twiceIsAsGoodAsOnce() {
    try (ResultsStore store = open()) {
      Batch batch =
          new Batch(List.of(verdict(1, 1, State.OK)), List.of(profile(1, 1, (byte) 7)), List.of());
      store.apply(batch);
      store.apply(batch);

      assertThat(verdicts(store)).containsExactly(verdict(1, 1, State.OK));
      assertThat(column(store)).hasSize(1);
      assertThat(store.series("flights")).hasSize(1);
    }
  }

  @Test
  void verdicts_areOfTheNewestRevisionInWhateverOrderTheyCame() {
    List<Verdict> revisions =
        List.of(
            verdict(1, 1, State.UNKNOWN), verdict(1, 2, State.DRIFTED), verdict(1, 3, State.OK));
    for (List<Verdict> order : orders(revisions).toList()) {
      try (ResultsStore store = SqlResultsStore.open(directory.resolve("o" + order.hashCode()))) {
        order.forEach(verdict -> store.apply(batch(verdict)));

        assertThat(verdicts(store)).containsExactly(verdict(1, 3, State.OK));
        assertThat(column(store)).extracting(ColumnResult::revision).containsExactly(3);
        assertThat(store.series("flights").get(0).newest().revision()).isEqualTo(3);
        assertThat(store.revisions("flights", Verdict.id(revisions.get(0).key())))
            .extracting(Verdict::revision)
            .containsExactly(3, 2, 1);
      }
    }
  }

  @Test
  void column_forgetsColumnsThatALaterRevisionDoesNotHave() {
    VerdictKey key = VerdictKey.of(verdict(1, 1, State.OK));
    try (ResultsStore store = open()) {
      store.apply(batch(verdict(key, 1, State.OK, "distance", "carrier")));
      store.apply(batch(verdict(key, 2, State.OK, "carrier")));

      assertThat(column(store)).isEmpty();
    }
  }

  @Test
  void driftedColumns_areOfTheGivenVerdictOnly() {
    VerdictKey key = VerdictKey.of(verdict(1, 1, State.OK));
    try (ResultsStore store = open()) {
      store.apply(
          batch(
              verdict(key, 1, State.DRIFTED, "b", "a"),
              verdict(2, 1, State.DRIFTED),
              verdict(3, 1, State.OK)));

      assertThat(store.driftedColumns(key))
          .extracting(result -> result.column().column())
          .containsExactly("a", "b");
      assertThat(store.driftedColumns(key))
          .extracting(result -> result.column().since())
          .containsOnly(Optional.of(Instant.parse("2001-03-05T05:30:00Z")));
      assertThat(column(store).get(1).column().since()).isEmpty();
      assertThat(store.driftedColumns(VerdictKey.of(verdict(3, 1, State.OK)))).isEmpty();
    }
  }

  @Test
  void profile_isTheNewestRevisionInWhateverOrderTheyCame() {
    VerdictKey key = VerdictKey.of(verdict(1, 1, State.OK));
    List<WindowProfile> revisions =
        List.of(profile(1, 1, (byte) 1), profile(1, 2, (byte) 2), profile(1, 3, (byte) 3));
    for (List<WindowProfile> order : orders(revisions).toList()) {
      try (ResultsStore store = SqlResultsStore.open(directory.resolve("p" + order.hashCode()))) {
        order.forEach(profile -> store.apply(batch(profile)));

        assertThat(store.profile(key)).contains(profile(1, 3, (byte) 3));
        assertThat(store.profile(VerdictKey.of(verdict(2, 1, State.OK)))).isEmpty();
      }
    }
  }

  @Test
  void apply_keepsNothingWhenAnotherWriterWasThereBefore() {
    try (ResultsStore store = open()) {
      store.apply(advancing(verdict(1, 1, State.OK), OptionalLong.empty(), 10));

      for (OptionalLong stale : List.of(OptionalLong.empty(), OptionalLong.of(9))) {
        assertThatExceptionOfType(StoreException.class)
            .isThrownBy(() -> store.apply(advancing(verdict(2, 1, State.OK), stale, 20)))
            .returns(StoreException.Kind.OVERTAKEN, StoreException::kind);
      }
      assertThat(verdicts(store)).containsExactly(verdict(1, 1, State.OK));
      assertThat(store.positions()).containsExactly(position(10));

      store.apply(advancing(verdict(2, 1, State.OK), OptionalLong.of(10), 20));
      assertThat(store.positions()).containsExactly(position(20));
    }
  }

  @Test
  void open_findsWhatWasKeptBefore() {
    try (ResultsStore store = open()) {
      store.apply(advancing(verdict(1, 1, State.OK), OptionalLong.empty(), 10));
    }
    try (ResultsStore store = open()) {
      assertThat(verdicts(store)).containsExactly(verdict(1, 1, State.OK));
      assertThat(store.positions()).containsExactly(position(10));
    }
  }

  /** Its files, copied while it is open, are what a kill of the process would leave behind. */
  @Test
  void open_findsWhatAKilledProcessHadKept() throws IOException {
    Path left = Files.createDirectory(directory.resolve("left"));
    try (ResultsStore store = open()) {
      store.apply(advancing(verdict(1, 1, State.OK), OptionalLong.empty(), 10));
      for (String end : List.of("", "-wal", "-shm")) {
        Files.copy(directory.resolve("results.db" + end), left.resolve("results.db" + end));
      }
    }
    try (ResultsStore store = SqlResultsStore.open(left.resolve("results.db"))) {
      assertThat(verdicts(store)).containsExactly(verdict(1, 1, State.OK));
      assertThat(store.positions()).containsExactly(position(10));
    }
  }

  @Test
  void open_leavesTheTablesOfANewerReleaseAlone() throws SQLException {
    open().close();
    Path file = directory.resolve("results.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("INSERT INTO schema_version (version) VALUES (99)");
    }

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(this::open)
        .returns(StoreException.Kind.NEWER_SCHEMA, StoreException::kind)
        .withMessageContaining("99");
  }

  @Test
  void open_saysSoWhenTheFileIsNoDatabase() throws IOException {
    Path file = Files.writeString(directory.resolve("results.db"), "not a database".repeat(99));

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> SqlResultsStore.open(file))
        .returns(StoreException.Kind.UNAVAILABLE, StoreException::kind);
    assertThat(Files.readString(file)).startsWith("not a database");
  }

  @Test
  void verdicts_saySoWhenTheStoreIsClosed() {
    ResultsStore store = open();
    store.close();

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> verdicts(store))
        .returns(StoreException.Kind.UNAVAILABLE, StoreException::kind);
  }

  private ResultsStore open() {
    return SqlResultsStore.open(directory.resolve("results.db"));
  }

  private static List<Verdict> verdicts(ResultsStore store) {
    return store.verdicts(VerdictFilter.of(MODEL.name()), ALL).items();
  }

  private static List<ColumnResult> column(ResultsStore store) {
    return store.column("distance", VerdictFilter.of(MODEL.name()), ALL).items();
  }

  private static Batch advancing(Verdict verdict, OptionalLong from, long to) {
    return new Batch(List.of(verdict), List.of(), List.of(new Advance(from, position(to))));
  }

  private static Position position(long next) {
    return new Position("verdicts", 3, next, 4_294_967_295L);
  }
}
