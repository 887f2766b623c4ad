"""Writes river-alarms.tsv: where river 0.26.1's detectors tell of drifts and how often they warn, in
streams that RiverAlarmsTest makes alike.

python write_river_alarms.py
"""

from river import drift


def uniform(seed, n):
    state = seed
    for _ in range(n):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield (state >> 11) / 2**53


def bits(seed, *phases):
    rates = [rate for rate, rows in phases for _ in range(rows)]
    return [float(u < p) for u, p in zip(uniform(seed, len(rates)), rates)]


def losses(seed, *phases):
    shifts = [shift for shift, rows in phases for _ in range(rows)]
    return [u * u + s for u, s in zip(uniform(seed, len(shifts)), shifts)]


STREAMS = {
    "bits1": bits(1, (0.2, 1000), (0.5, 1000), (0.1, 2000), (0.3, 1000)),
    "bits2": bits(2, (0.05, 3000), (0.15, 3000)),
    "bits3": bits(3, (0.3, 5000)),
    "losses1": losses(4, (0, 1500), (0.4, 1500), (-0.2, 1500)),
    "losses2": losses(5, (0, 800), (2, 500), (0, 700)),
    "losses3": losses(6, (0, 5000)),
}
with open("river-alarms.tsv", "w") as out:
    for name, values in STREAMS.items():
        detectors = {"page_hinkley": drift.PageHinkley(), "adwin": drift.ADWIN()}
        if name.startswith("bits"):
            detectors |= {"ddm": drift.binary.DDM(), "eddm": drift.binary.EDDM()}
        for key, detector in detectors.items():
            alarms, warnings = [], 0
            for i, x in enumerate(values):
                detector.update(x)
                if detector.drift_detected:
                    alarms.append(str(i))
                elif getattr(detector, "warning_detected", False):
                    warnings += 1
            out.write(f"{name}\t{key}\t{' '.join(alarms)}\t{warnings}\n")
