/**
 * Runs loss models in ONNX files by ONNX Runtime. An optional part: nobody depends on it, and who
 * wants it puts it on the class path.
 */
@NullMarked
package dev.leeway.onnx;

import org.jspecify.annotations.NullMarked;
