package dev.leeway.app.cli;

/** How a command prints its result. */
enum OutputFormat {
  /** For people. */
  TABLE,
  /** For programs. */
  JSON
}
