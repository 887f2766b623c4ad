/** One running Leeway: every part made, wired, started, watched and stopped in order. */
@NullMarked
package dev.leeway.app.process;

import org.jspecify.annotations.NullMarked;
