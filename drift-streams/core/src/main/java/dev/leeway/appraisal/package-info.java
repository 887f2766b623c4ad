/**
 * How well a model did, held against what it may be: by the reference's chunks or by fixed limits,
 * realised or estimated. Files and live windows are judged by the same code. It sees performance,
 * estimates, references and monitors.
 */
@NullMarked
package dev.leeway.appraisal;

import org.jspecify.annotations.NullMarked;
