package dev.leeway.drift;

/** One part of what rows are compared in, of which evidence is summed up. */
interface Summed {

  /** What sums up this part's evidence. */
  ColumnEvidence evidence();

  /** Whether its state hangs on how strong the evidence is, or how large the effect, by a rule. */
  boolean decidesByNumbers();
}
