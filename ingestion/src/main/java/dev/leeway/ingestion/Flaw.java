package dev.leeway.ingestion;

/**
 * One thing wrong with an event.
 *
 * @param path where: a JSON pointer, in a batch after {@code line N}
 * @param detail what is wrong and what would be right, without the value sent
 */
record Flaw(ProblemCode code, String path, String detail) {

  /** Place and detail, to be read by people. */
  @Override
  public String toString() {
    return path.isEmpty() ? detail : path + ": " + detail;
  }
}
