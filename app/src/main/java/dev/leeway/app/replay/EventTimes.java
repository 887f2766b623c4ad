package dev.leeway.app.replay;

/** Which event times replayed events carry. */
public enum EventTimes {
  /** Those of the file. */
  FILE,
  /** Those of the file, all moved by one span so that the newest prediction happens now. */
  SHIFTED,
  /** The moment at which each is sent. */
  NOW
}
