package dev.leeway.loss;

/** Reads loss models of one file format; found by {@link java.util.ServiceLoader}. */
public interface LossModelFormat {

  /** Whether a file of that name is of this format. */
  boolean isOf(String fileName);

  /**
   * The model in a file.
   *
   * @throws IllegalArgumentException if it is damaged, or does not give one number for each row
   */
  LossModel read(byte[] file);
}
