package dev.leeway.merge;

/** Keeps moments of settled evidence. Last write of a key holds. */
public interface EvidenceJournal {

  /** One moment of the evidence, sealed. */
  void evidence(EvidenceKey key, byte[] sealed);

  void forgetEvidence(EvidenceKey key);
}
