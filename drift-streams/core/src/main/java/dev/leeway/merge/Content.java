package dev.leeway.merge;

import dev.leeway.performance.PerformanceProfile;
import dev.leeway.profile.Profile;

/** What panes hold: something that is counted of rows and adds up. */
interface Content<C> {

  /** Rows as they were sent. */
  Content<Profile> PROFILES =
      new Content<>() {
        @Override
        public boolean isLike(Profile one, Profile other) {
          return one.isLike(other);
        }

        @Override
        public long rows(Profile profile) {
          return profile.rows();
        }

        @Override
        public Profile merge(Profile one, Profile other) {
          return one.merge(other);
        }
      };

  /** Predictions and their outcomes. */
  Content<PerformanceProfile> OUTCOMES =
      new Content<>() {
        @Override
        public boolean isLike(PerformanceProfile one, PerformanceProfile other) {
          return one.sums().size() == other.sums().size();
        }

        @Override
        public long rows(PerformanceProfile profile) {
          return profile.predicted();
        }

        @Override
        public PerformanceProfile merge(PerformanceProfile one, PerformanceProfile other) {
          return one.merge(other);
        }
      };

  /** Whether both were counted on layouts alike, as far as they show. */
  boolean isLike(C one, C other);

  /** Predictions that were counted. */
  long rows(C counted);

  /**
   * Both together.
   *
   * @throws ArithmeticException if sums overflow
   */
  C merge(C one, C other);
}
