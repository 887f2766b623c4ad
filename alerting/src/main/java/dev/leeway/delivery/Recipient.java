package dev.leeway.delivery;

/** Who is told and how it wants to be spoken to: the settings of one kind of target. */
public interface Recipient {

  /** The way to it. */
  Channel channel(Line line);

  /** What it takes. */
  Takes takes();

  /**
   * Whether the same message may come twice without harm: the target recognises its id, or telling
   * twice does nothing more. If not, an attempt whose end nobody knows is not made again.
   */
  default boolean recognisesRepeats() {
    return true;
  }

  /** Which messages a target is for. */
  enum Takes {
    ALERTS,
    RETRAINING,
    BOTH;

    public boolean alerts() {
      return this != RETRAINING;
    }

    public boolean retraining() {
      return this != ALERTS;
    }
  }
}
