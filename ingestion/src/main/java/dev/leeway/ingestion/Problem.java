package dev.leeway.ingestion;

import java.util.List;

/**
 * Why a request was refused.
 *
 * @param flaws what exactly, where it concerns single fields
 */
record Problem(ProblemCode code, String detail, List<Flaw> flaws) {

  Problem {
    flaws = List.copyOf(flaws);
  }

  static Problem of(ProblemCode code, String detail) {
    return new Problem(code, detail, List.of());
  }
}
