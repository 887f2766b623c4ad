"""Writes kstwo.tsv: scipy.stats.kstwo.sf(d, n) of scipy 1.17.1."""
import numpy as np
from scipy.stats import kstwo

with open("kstwo.tsv", "w") as out:
    for n in (1, 2, 3, 10, 50, 139, 140, 141, 200, 513, 1000, 1001, 5000, 20_000, 1_000_000):
        roots = [q / np.sqrt(n) for q in (0.35, 0.5, 0.7, 0.85, 1.1, 1.48, 1.49, 1.9, 2.1, 3, 6)]
        steps = [t / n for t in (0.4, 0.6, 1, 1.5, 2, 2.5, 3)]
        for d in sorted(roots + steps):
            if d < 1:
                print(float(d), n, float(kstwo.sf(d, n)), sep="\t", file=out)
