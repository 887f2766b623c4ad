package dev.leeway.ingestion;

/** The request as a whole cannot be served: the sender's fault, or too much at once. */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  Refusal(ProblemCode code, String detail) {
    this(Problem.of(code, detail));
  }

  Refusal(Problem problem) {
    // No stack trace: it is an answer, and floods of bad requests must stay cheap.
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
