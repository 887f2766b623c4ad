package dev.leeway.merge;

/** Keeps what has been told of windows. Last write of a key holds. */
public interface MarkJournal {

  void window(WindowKey key, WindowMark mark);

  void forgetWindow(WindowKey key);
}
