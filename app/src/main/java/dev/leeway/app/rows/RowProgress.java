package dev.leeway.app.rows;

/** Hears now and then how far reading has come; each pass over a file starts at 0 again. */
@FunctionalInterface
public interface RowProgress {

  /** Tells nobody. */
  RowProgress NONE = (done, total) -> {};

  /**
   * @param done of {@code total}, in whatever unit the file is read
   */
  void at(long done, long total);
}
