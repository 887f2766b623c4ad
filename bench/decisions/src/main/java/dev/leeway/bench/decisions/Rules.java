package dev.leeway.bench.decisions;

import java.util.List;

/** The rules that are compared, ours first. */
final class Rules {

  static final Rule LEEWAY = new LeewayRule();

  /** Rules that are looked at for false alarms. */
  static final List<Rule> ALL =
      List.of(
          LEEWAY,
          EvidentlyRule.ANY_COLUMN,
          EvidentlyRule.DATA_SET,
          new NannymlRule(),
          new PsiRule(0.1),
          new PsiRule(0.2));

  /** Those that differ on a single column. */
  static final List<Rule> OF_ONE_COLUMN =
      ALL.stream().filter(rule -> rule != EvidentlyRule.DATA_SET).toList();

  private Rules() {}
}
