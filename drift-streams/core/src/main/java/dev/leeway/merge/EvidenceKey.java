package dev.leeway.merge;

import static java.util.Objects.requireNonNull;

import dev.leeway.event.ModelRef;

/**
 * One moment from which the evidence of a model and segment against a reference is summed up.
 *
 * @param moment its number, from 0
 */
public record EvidenceKey(ModelRef model, String segment, String referenceId, long moment) {

  public EvidenceKey {
    requireNonNull(model, "model");
    requireNonNull(segment, "segment");
    requireNonNull(referenceId, "referenceId");
  }
}
