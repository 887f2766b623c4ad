package dev.leeway.bench.throughput;

import java.time.Duration;
import java.util.List;

/**
 * What a stage needed once it was warm.
 *
 * @param events in the part that was measured
 * @param cpuNanosPerEvent processor time of its processes, everything included: collector,
 *     compiler, network threads
 * @param collectorNanosPerEvent what of it is the garbage collector's; 0 where that is not told
 * @param compilerNanosPerEvent what of it is the compilers'; 0 likewise
 * @param eventsPerSecond by the clock on the wall
 * @param warm whether it ran long enough for its start to be left out
 */
record Speed(
    long events,
    double cpuNanosPerEvent,
    double collectorNanosPerEvent,
    double compilerNanosPerEvent,
    double eventsPerSecond,
    boolean warm) {

  /** Share of the events that is read before measuring starts, on every side. */
  private static final double WARM_UP = 0.3;

  /**
   * Leaves out the first 30 % of the events and at least the given time.
   *
   * @param samples in order, the first when nothing had been read yet
   * @param warmUp from the first events on
   */
  static Speed of(List<Sample> samples, Duration warmUp) {
    Sample last = samples.get(samples.size() - 1);
    long firstRead = samples.get(1).wallNanos();
    for (Sample sample : samples.subList(1, samples.size() - 1)) {
      if (sample.events() >= WARM_UP * last.events()
          && sample.wallNanos() - firstRead >= warmUp.toNanos()) {
        return between(sample, last, true);
      }
    }
    return between(samples.get(0), last, false);
  }

  private static Speed between(Sample from, Sample to, boolean warm) {
    long events = to.events() - from.events();
    CpuTime cpu = to.cpu().minus(from.cpu());
    return new Speed(
        events,
        (double) cpu.total() / events,
        (double) cpu.collector() / events,
        (double) cpu.compiler() / events,
        events * 1e9 / (to.wallNanos() - from.wallNanos()),
        warm);
  }
}
