/**
 * How other tools judge drift, number for number, for those who come from one of them and for those
 * who want to check ours against it: their measures, bins, rules and thresholds. What each does
 * otherwise than our default stands in docs/modes.md. Sees measures, profiles, references and
 * verdicts; nothing but the offline face needs it.
 */
@NullMarked
package dev.leeway.mode;

import org.jspecify.annotations.NullMarked;
