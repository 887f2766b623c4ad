package dev.leeway.streams;

import dev.leeway.bundle.ModelDirectory;
import dev.leeway.wire.Wires;

/** What the processors of one topology share. */
record DriftContext(
    Wires wires,
    ModelDirectory directory,
    DriftSettings settings,
    DriftMeters meters,
    LiveWindows live,
    RunLedger runs,
    CommitPace pace) {}
