/**
 * The mergeable summary of some rows: exact counts per bin, moments, and sketches beside them, with
 * a checked byte form.
 */
@NullMarked
package dev.leeway.profile;

import org.jspecify.annotations.NullMarked;
