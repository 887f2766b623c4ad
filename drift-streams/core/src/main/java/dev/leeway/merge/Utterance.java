package dev.leeway.merge;

/**
 * What is remembered of one telling of a window.
 *
 * @param revision from 1
 * @param rows it was made of
 * @param states digest of the states in it
 * @param digest of all in it, whatever the revision
 */
record Utterance(int revision, long rows, long states, long digest) {}
