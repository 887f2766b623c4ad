package dev.leeway.joint;

/**
 * Cosine of an angle in turns, from additions and multiplications only: the same bits on every
 * machine, where {@code Math.cos} may differ in the last one.
 */
final class Turns {

  private static final double TAU = 2 * Math.PI;

  /** Taylor's series of the sine; up to a quarter turn what is left out is below 7e-10. */
  private static final double C3 = -1.0 / 6;

  private static final double C5 = 1.0 / 120;
  private static final double C7 = -1.0 / 5_040;
  private static final double C9 = 1.0 / 362_880;
  private static final double C11 = -1.0 / 39_916_800;
  private static final double C13 = 1.0 / 6_227_020_800.0;

  private Turns() {}

  /** In [-1, 1]; 1 at whole turns. */
  static double cosine(double turns) {
    double fromWhole = Math.abs(turns - Math.floor(turns + 0.5));
    double x = TAU * (0.25 - fromWhole);
    double y = x * x;
    double series = C3 + y * (C5 + y * (C7 + y * (C9 + y * (C11 + y * C13))));
    return Math.max(-1, Math.min(1, x + x * y * series));
  }
}
