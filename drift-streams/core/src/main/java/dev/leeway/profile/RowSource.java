package dev.leeway.profile;

/** Where the rows of a profile come from. */
enum RowSource {

  /** They are those that the layout was made of. */
  REFERENCE,

  /** They are at hand, and no more than one profile of them is made at a time. */
  FILE,

  /** They pass by, and many profiles are open at once. */
  STREAM
}
