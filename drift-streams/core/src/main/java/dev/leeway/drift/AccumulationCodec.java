package dev.leeway.drift;

import dev.leeway.profile.Envelope;
import dev.leeway.profile.PayloadReader;
import dev.leeway.profile.PayloadWriter;
import dev.leeway.sketch.CorruptStateException;
import dev.leeway.window.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Accumulated evidence to and from sealed bytes, one moment at a time: each is written once, and
 * where the evidence stands is the last of them. Version 2 added which columns are compared;
 * without that evidence fits no judge, and starts anew.
 */
public final class AccumulationCodec {

  private static final int VERSION = 2;

  /** Most of one cell that is read, so that rows can still be added. */
  private static final long MOST = 1L << 62;

  /** Stands for columns that version 1 did not tell. */
  private static final long UNTOLD = 0;

  private AccumulationCodec() {}

  /** Where the evidence stands, under the number {@link Accumulation#spans()}. */
  public static byte[] encode(Accumulation accumulation) {
    Milestone head = accumulation.head();
    PayloadWriter out = new PayloadWriter();
    out.count(head.index())
        .integer(head.at().toEpochMilli())
        .count(head.before().compared())
        .count(head.before().columns());
    for (int column = 0; column < head.before().columns(); column++) {
      out.counts(head.before().cells(column));
      write(accumulation.column(column), out);
    }
    return Envelope.seal(Envelope.Kind.EVIDENCE, VERSION, out.toBytes());
  }

  /** The numbers of the earlier moments that the evidence is still summed up from. */
  public static SortedSet<Long> starts(Accumulation accumulation) {
    SortedSet<Long> indexes = new TreeSet<>();
    accumulation.startsOfNext().forEach(start -> indexes.add(start.index()));
    return indexes;
  }

  /**
   * Puts moments together again, in any order.
   *
   * @throws CorruptStateException if one cannot be read, or there is none
   */
  public static Accumulation decode(Collection<byte[]> sealed) {
    List<Moment> moments = new ArrayList<>();
    for (byte[] bytes : sealed) {
      moments.add(moment(bytes));
    }
    if (moments.isEmpty()) throw new CorruptStateException("no moment");
    moments.sort(Comparator.comparingLong(moment -> moment.milestone.index()));
    Moment head = moments.remove(moments.size() - 1);
    List<Milestone> starts = new ArrayList<>();
    for (Moment moment : moments) {
      // Other columns were compared then.
      if (moment.milestone.before().isPartOf(head.milestone.before())) starts.add(moment.milestone);
    }
    return new Accumulation(head.milestone, starts, head.columns);
  }

  private record Moment(Milestone milestone, List<ColumnStanding> columns) {}

  private static Moment moment(byte[] sealed) {
    PayloadReader in = new PayloadReader(Envelope.open(Envelope.Kind.EVIDENCE, VERSION, sealed));
    long index = in.count();
    Instant at = time(in);
    long compared = Envelope.version(sealed) == 1 ? UNTOLD : in.count();
    int columns = in.size();
    List<long[]> cells = new ArrayList<>(columns);
    List<ColumnStanding> standings = new ArrayList<>(columns);
    for (int column = 0; column < columns; column++) {
      cells.add(cells(in));
      standings.add(standing(in, index));
    }
    in.end();
    return new Moment(new Milestone(index, at, Tally.of(compared, cells)), standings);
  }

  private static void write(ColumnStanding standing, PayloadWriter out) {
    out.count(standing.drifted() ? 1 : 0)
        .number(standing.evidence())
        .number(standing.effect())
        .count(standing.rows())
        .integer(standing.since().toEpochMilli())
        .count(standing.from())
        .number(standing.peak())
        .count(standing.peakIndex());
  }

  private static long[] cells(PayloadReader in) {
    long[] cells = in.counts();
    for (long cell : cells) {
      if (cell > MOST) throw new CorruptStateException("a cell of more than " + MOST);
    }
    return cells;
  }

  private static ColumnStanding standing(PayloadReader in, long index) {
    return new ColumnStanding(
        in.count() != 0,
        in.number(),
        in.number(),
        in.count(),
        time(in),
        in.countUpTo(index),
        in.number(),
        in.countUpTo(index));
  }

  private static Instant time(PayloadReader in) {
    try {
      return Window.requireTime(Instant.ofEpochMilli(in.integer()));
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("time out of range", e);
    }
  }
}
