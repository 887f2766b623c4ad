package dev.leeway.store.sql;

import static dev.leeway.store.Samples.MIDNIGHT;
import static dev.leeway.store.Samples.MODEL;
import static dev.leeway.store.Samples.batch;
import static dev.leeway.store.Samples.hour;
import static dev.leeway.store.Samples.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.event.ModelRef;
import dev.leeway.store.ColumnResult;
import dev.leeway.store.Page;
import dev.leeway.store.ResultsStore;
import dev.leeway.store.Series;
import dev.leeway.store.Span;
import dev.leeway.store.VerdictFilter;
import dev.leeway.store.VerdictKey;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictQueriesTest {

  private static final Page.Request ALL = Page.Request.first(Page.Order.OLDEST_FIRST, 1_000);
  private static final VerdictFilter ANY = VerdictFilter.of(MODEL.name());

  @TempDir Path directory;
  private ResultsStore store;

  @BeforeEach
  void open() {
    store = SqlResultsStore.open(directory.resolve("results.db"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** Several verdicts of each hour, so that pages break between equal starts too. */
  @Test
  void verdicts_comePageByPageWithNoneTwiceAndNoneLeftOut() {
    List<Verdict> all = new ArrayList<>();
    for (int hour = 0; hour < 5; hour++) {
      for (String segment : List.of("", "country=DE", "country=FR")) {
        for (Verdict.Kind kind : List.of(Verdict.Kind.DRIFT, Verdict.Kind.QUALITY)) {
          all.add(verdict(new VerdictKey(MODEL, segment, hour(hour), kind), 1, State.OK));
        }
      }
    }
    all.forEach(verdict -> store.apply(batch(verdict)));

    assertThat(byPages(Page.Order.OLDEST_FIRST, 4)).isEqualTo(all);
    Collections.reverse(all);
    assertThat(byPages(Page.Order.NEWEST_FIRST, 7)).isEqualTo(all);
    assertThat(byPages(Page.Order.NEWEST_FIRST, 30)).isEqualTo(all);
  }

  /** One window has two verdicts, and neither hides or prolongs the other. */
  @Test
  void kinds_ofOneWindow_areApart() {
    for (int hour = 1; hour <= 3; hour++) {
      store.apply(
          batch(
              verdict(new VerdictKey(MODEL, "", hour(hour), Verdict.Kind.DRIFT), 1, State.OK),
              verdict(
                  new VerdictKey(MODEL, "", hour(hour), Verdict.Kind.QUALITY),
                  1,
                  hour == 1 ? State.OK : State.FAILED)));
    }

    List<Series> series = store.series(MODEL.name());

    assertThat(series)
        .extracting(Series::kind)
        .containsExactly(Verdict.Kind.DRIFT, Verdict.Kind.QUALITY);
    assertThat(series)
        .extracting(one -> one.newest().state())
        .containsExactly(State.OK, State.FAILED);
    assertThat(store.driftedSince(series.get(0))).isEmpty();
    assertThat(store.driftedSince(series.get(1))).contains(hour(2).start());
    assertThat(store.driftedColumns(series.get(1).newestKey())).isEmpty();
    assertThat(store.verdicts(ANY, ALL).items()).hasSize(6);
  }

  @Test
  void verdicts_endAPageEarlyWhenItGrowsLarge() {
    for (int hour = 0; hour < 4; hour++) {
      String[] columns = new String[1_000];
      for (int i = 0; i < columns.length; i++) columns[i] = i + "x".repeat(3_000);
      store.apply(
          batch(
              verdict(
                  new VerdictKey(MODEL, "", hour(hour), Verdict.Kind.DRIFT),
                  1,
                  State.OK,
                  columns)));
    }

    assertThat(store.verdicts(ANY, ALL).items()).hasSizeBetween(1, 3);
    assertThat(byPages(Page.Order.OLDEST_FIRST, 1_000)).hasSize(4);
  }

  @Test
  void verdicts_areThoseWhoseWindowStartsInTheSpan() {
    store.apply(batch(verdict(1, 1, State.OK), verdict(2, 1, State.OK), verdict(3, 1, State.OK)));

    assertThat(starts(hour(2).start(), hour(3).start())).containsExactly(hour(2).start());
    assertThat(starts(hour(2).start().plusNanos(1), hour(3).start().plusNanos(1)))
        .containsExactly(hour(3).start());
    assertThat(starts(hour(2).start(), hour(2).start())).isEmpty();
  }

  @Test
  void verdicts_areThoseThatPassEveryFilter() {
    Window day = Window.starting(MIDNIGHT.toEpochMilli(), Duration.ofDays(1));
    Verdict first = verdict(0, 1, State.OK);
    Verdict second =
        verdict(
            new VerdictKey(new ModelRef("flights", "2"), "", hour(1), Verdict.Kind.DRIFT),
            1,
            State.DRIFTED);
    Verdict segment =
        verdict(new VerdictKey(MODEL, "country=DE", hour(2), Verdict.Kind.DRIFT), 1, State.UNKNOWN);
    Verdict quality =
        verdict(new VerdictKey(MODEL, "", hour(3), Verdict.Kind.QUALITY), 1, State.OK);
    Verdict daily = verdict(new VerdictKey(MODEL, "", day, Verdict.Kind.DRIFT), 1, State.OK);
    store.apply(batch(first, second, segment, quality, daily));

    assertThat(found(new Wanted().version("2"))).containsExactly(second);
    assertThat(found(new Wanted().segment("country=DE"))).containsExactly(segment);
    assertThat(found(new Wanted().segment(""))).containsExactly(first, daily, second, quality);
    assertThat(found(new Wanted().kind(Verdict.Kind.QUALITY))).containsExactly(quality);
    assertThat(found(new Wanted().state(State.DRIFTED))).containsExactly(second);
    assertThat(found(new Wanted().length(Duration.ofDays(1)))).containsExactly(daily);
    assertThat(found(new Wanted().version("1").segment("").length(Duration.ofHours(1))))
        .containsExactly(first, quality);
  }

  /** A corrected verdict must not be found by the state it no longer has. */
  @Test
  void verdicts_areFilteredByTheStateOfTheNewestRevision() {
    store.apply(batch(verdict(1, 1, State.DRIFTED), verdict(1, 2, State.OK)));

    assertThat(found(new Wanted().state(State.DRIFTED))).isEmpty();
    assertThat(found(new Wanted().state(State.OK))).hasSize(1);
  }

  @Test
  void column_isOneColumnThroughTime() {
    VerdictKey one = VerdictKey.of(verdict(1, 1, State.OK));
    VerdictKey two = VerdictKey.of(verdict(2, 1, State.OK));
    store.apply(
        batch(
            verdict(two, 1, State.DRIFTED, "distance", "carrier"),
            verdict(one, 1, State.OK, "distance", "carrier")));

    Page.Request single = Page.Request.first(Page.Order.OLDEST_FIRST, 1);
    Page<ColumnResult> first = store.column("carrier", ANY, single);
    assertThat(first.items()).extracting(ColumnResult::verdict).containsExactly(one);
    Page<ColumnResult> second =
        store.column("carrier", ANY, new Page.Request(Page.Order.OLDEST_FIRST, 1, first.next()));
    assertThat(second.items())
        .containsExactly(
            new ColumnResult(two, 1, verdict(two, 1, State.DRIFTED, "carrier").columns().get(0)));
    assertThat(second.next()).isEmpty();
  }

  @Test
  void series_tellFirstAndNewestWindow() {
    store.apply(
        batch(verdict(5, 1, State.DRIFTED), verdict(2, 1, State.OK), verdict(4, 1, State.OK)));

    Series series = store.series("flights").get(0);
    assertThat(series.first()).isEqualTo(hour(2).start());
    assertThat(series.length()).isEqualTo(Duration.ofHours(1));
    assertThat(series.newest())
        .isEqualTo(
            new Series.Newest(
                hour(5), 1, State.DRIFTED, Verdict.UnknownReason.NONE, 101, "reference-1"));
    assertThat(store.series()).containsExactly(series);
    assertThat(store.series("ships")).isEmpty();
  }

  @Test
  void driftedSince_isTheStartOfTheRunThatLastsUntilNow() {
    assertThat(since("DOD")).contains(hour(2).start());
    assertThat(since("ODDD")).contains(hour(1).start());
    assertThat(since("DDD")).contains(hour(0).start());
    assertThat(since("DO")).isEmpty();
    assertThat(since("DU")).isEmpty();
  }

  /** A night with too few rows neither ends an incident nor starts one. */
  @Test
  void driftedSince_looksThroughUnknownWindows() {
    assertThat(since("ODUUD")).contains(hour(1).start());
    assertThat(since("OUD")).contains(hour(2).start());
  }

  private Optional<Instant> since(String states) {
    ModelRef model = new ModelRef("m" + states, "1");
    for (int hour = 0; hour < states.length(); hour++) {
      VerdictKey key = new VerdictKey(model, "", hour(hour), Verdict.Kind.DRIFT);
      State state =
          switch (states.charAt(hour)) {
            case 'O' -> State.OK;
            case 'D' -> State.DRIFTED;
            default -> State.UNKNOWN;
          };
      store.apply(batch(verdict(key, 1, state)));
    }
    return store.driftedSince(store.series(model.name()).get(0));
  }

  private List<Verdict> byPages(Page.Order order, int limit) {
    List<Verdict> all = new ArrayList<>();
    Page.Request request = Page.Request.first(order, limit);
    while (true) {
      Page<Verdict> page = store.verdicts(ANY, request);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      all.addAll(page.items());
      if (page.next().isEmpty()) return all;
      request = new Page.Request(order, limit, page.next());
    }
  }

  private List<Instant> starts(Instant from, Instant to) {
    VerdictFilter filter =
        new VerdictFilter(
            MODEL.name(),
            new Span(from, to),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return store.verdicts(filter, ALL).items().stream()
        .map(verdict -> verdict.window().start())
        .toList();
  }

  private List<Verdict> found(Wanted wanted) {
    return store.verdicts(wanted.filter, ALL).items();
  }

  /** A filter that says only what it filters by. */
  private static final class Wanted {
    private VerdictFilter filter = ANY;

    Wanted version(String version) {
      return with(old -> copy(old, Optional.of(version), old.segment(), old.length()));
    }

    Wanted segment(String segment) {
      return with(old -> copy(old, old.version(), Optional.of(segment), old.length()));
    }

    Wanted length(Duration length) {
      return with(old -> copy(old, old.version(), old.segment(), Optional.of(length)));
    }

    Wanted kind(Verdict.Kind kind) {
      return with(
          old ->
              new VerdictFilter(
                  old.model(),
                  old.span(),
                  old.version(),
                  old.segment(),
                  Optional.of(kind),
                  old.state(),
                  old.length()));
    }

    Wanted state(State state) {
      return with(
          old ->
              new VerdictFilter(
                  old.model(),
                  old.span(),
                  old.version(),
                  old.segment(),
                  old.kind(),
                  Optional.of(state),
                  old.length()));
    }

    private Wanted with(Function<VerdictFilter, VerdictFilter> change) {
      filter = change.apply(filter);
      return this;
    }

    private static VerdictFilter copy(
        VerdictFilter old,
        Optional<String> version,
        Optional<String> segment,
        Optional<Duration> length) {
      return new VerdictFilter(
          old.model(), old.span(), version, segment, old.kind(), old.state(), length);
    }
  }
}
