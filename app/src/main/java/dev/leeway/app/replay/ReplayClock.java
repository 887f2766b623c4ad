package dev.leeway.app.replay;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** The time by which events are sent. */
interface ReplayClock {

  /** Of this machine. */
  ReplayClock SYSTEM =
      new ReplayClock() {
        @Override
        public long millis() {
          return InstantSource.system().millis();
        }

        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void pause(long nanos) throws InterruptedException {
          TimeUnit.NANOSECONDS.sleep(nanos);
        }
      };

  /** Wall clock, in milliseconds of the epoch. */
  long millis();

  /** For spans of time, as {@link System#nanoTime}. */
  long nanoTime();

  /** Returns after so many nanoseconds. */
  void pause(long nanos) throws InterruptedException;
}
