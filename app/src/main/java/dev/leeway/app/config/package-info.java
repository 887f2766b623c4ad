/**
 * All settings: of the process and of each monitored model, read whole or refused whole. One record
 * per section, with its keys and defaults; docs/configuration.md lists them.
 */
@NullMarked
package dev.leeway.app.config;

import org.jspecify.annotations.NullMarked;
