package dev.leeway.merge;

import dev.leeway.event.ModelRef;

/** One model version's segment; empty for all rows. */
record SeriesKey(ModelRef model, String segment) {}
