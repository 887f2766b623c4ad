package dev.leeway.drift;

import java.time.Instant;

/**
 * Sums evidence against one reference up over spans of event time. Immutable.
 *
 * @param <R> what was counted of a span's rows
 */
public interface EvidenceJudge<R> {

  /** No rows yet: evidence starts here. */
  Accumulation begin(Instant at);

  /** Whether evidence was summed up over just what is looked at, in these cells. */
  boolean fits(Accumulation accumulation);

  /**
   * The evidence with one more span of event time, as far as it decides: numbers that decide
   * nothing are left out until {@link #complete}.
   *
   * @param before the evidence up to the span's start
   * @param span its rows; no two spans may share rows
   * @param end where it ends
   */
  Accumulation extend(Accumulation before, R span, Instant end);

  /**
   * What decides at the end of a span whose own rows are as before, when rows came before it.
   *
   * @param old what stood there
   * @param was what stood at the span's start then
   * @param before what stands there now
   * @param unmoved spans up to the end of the last one that rows came to
   */
  Accumulation revise(Accumulation old, Accumulation was, Accumulation before, long unmoved);

  /** The same with all numbers, as they are told. */
  Accumulation complete(Accumulation decided);
}
