"""Writes scipy-numbers.tsv: what scipy 1.17.1 and numpy 2.4.6 say of samples that ScipyNumbersTest makes alike."""
import numpy as np
from scipy import stats
from scipy.spatial.distance import jensenshannon


def numbers(n, step, size, scale, shift):
    return np.array([(i * step % size) / size * scale + shift for i in range(n)])


def whole(n, step, size):
    return np.array([float(i * i * step % size) for i in range(n)])


NUMBERS = {
    "close": (numbers(300, 7919, 1009, 10, 0), numbers(200, 104729, 997, 11, 0.3)),
    "far": (numbers(50, 7919, 1009, 3, 0), numbers(400, 104729, 997, 2, 8)),
    "ties": (whole(150, 3, 17), whole(90, 5, 19)),
    "alike": (numbers(1000, 7919, 1009, 1, 0), numbers(1000, 104729, 1013, 1, 0)),
    "few": (numbers(5, 7919, 1009, 1, 0), numbers(4, 104729, 1013, 1, 0.1)),
    "lopsided": (numbers(4000, 7919, 10007, 4, 0), numbers(60, 104729, 997, 4, 0.5)),
}
COUNTS = {
    "three": ([120, 340, 80], [90, 300, 110]),
    "two": ([45, 55], [30, 70]),
    "rare": ([1500, 3, 12, 0], [1400, 9, 0, 0]),
    "apart": ([50, 0, 0], [0, 20, 10]),
    "many": ([i * 37 % 101 + 1 for i in range(60)], [i * 53 % 89 + 1 for i in range(60)]),
}


def of_numbers(r, c):
    yield "ks", stats.ks_2samp(r, c, method="exact" if len(r) * len(c) <= 20_000 else "asymp")
    yield "cramer_von_mises_midrank", (lambda t: (t.statistic, t.pvalue))(
        stats.cramervonmises_2samp(r, c, method="asymptotic"))
    anderson = stats.anderson_ksamp([r, c], variant="midrank")
    yield "anderson_darling", (anderson.statistic, anderson.pvalue)
    yield "mann_whitney", stats.mannwhitneyu(r, c, method="asymptotic")
    yield "t", stats.ttest_ind(r, c)
    yield "wasserstein", (stats.wasserstein_distance(r, c), None)
    yield "wasserstein_normalised", (stats.wasserstein_distance(r, c) / np.std(r), None)
    yield "energy", (stats.energy_distance(r, c), None)
    edges = np.unique(np.quantile(r, np.arange(1, 10) / 10))
    p = np.bincount(np.searchsorted(edges, r), minlength=len(edges) + 1) / len(r)
    q = np.bincount(np.searchsorted(edges, c), minlength=len(edges) + 1) / len(c)
    yield "jensen_shannon_decile", (jensenshannon(p, q, 2), None)
    yield "hellinger_decile", (np.sqrt(((np.sqrt(p) - np.sqrt(q)) ** 2).sum() / 2), None)
    p, q = np.maximum(p, 1e-4), np.maximum(q, 1e-4)
    yield "psi_decile", (((q - p) * np.log(q / p)).sum(), None)


def of_counts(r, c):
    r, c = np.array(r, float), np.array(c, float)
    p, q = r / r.sum(), c / c.sum()
    yield "jensen_shannon", (jensenshannon(p, q, 2), None)
    yield "jensen_shannon_divergence", (jensenshannon(p, q, 2) ** 2, None)
    yield "jensen_shannon_e", (jensenshannon(p, q), None)
    yield "jensen_shannon_divergence_e", (jensenshannon(p, q) ** 2, None)
    yield "hellinger", (np.sqrt(((np.sqrt(p) - np.sqrt(q)) ** 2).sum() / 2), None)
    yield "total_variation", (np.abs(p - q).sum() / 2, None)
    yield "l_infinity", (np.abs(p - q).max(), None)
    fp, fq = np.maximum(p, 1e-4), np.maximum(q, 1e-4)
    yield "psi", (((fq - fp) * np.log(fq / fp)).sum(), None)
    yield "kl", ((fp * np.log(fp / fq)).sum(), None)
    some = r + c > 0
    table = np.array([r[some], c[some]])
    yield "chi_square", stats.chi2_contingency(table, correction=False)[:2]
    yield "chi_square_yates", stats.chi2_contingency(table, correction=True)[:2]
    yield "g", stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")[:2]
    expected = np.maximum(table[0], 0.5) * c.sum() / r.sum()
    fit = (((table[1] - expected) ** 2) / expected).sum()
    yield "chi_square_gof", (fit, stats.chi2.sf(fit, some.sum() - 1))
    nonzero = table[1] > 0
    fit = max(0, 2 * (table[1][nonzero] * np.log(table[1][nonzero] / expected[nonzero])).sum())
    yield "g_gof", (fit, stats.chi2.sf(fit, some.sum() - 1))
    if len(r) == 2:
        usual = r.argmax()
        pooled = (r[usual] + c[usual]) / (r.sum() + c.sum())
        z = (p[usual] - q[usual]) / np.sqrt(pooled * (1 - pooled) * (1 / r.sum() + 1 / c.sum()))
        yield "z", (z, 2 * stats.norm.sf(abs(z)))


with open("scipy-numbers.tsv", "w") as out:
    for name, pair in NUMBERS.items():
        for measure, (value, p) in of_numbers(*pair):
            print(name, measure, float(value), "" if p is None else float(p), sep="\t", file=out)
    for name, pair in COUNTS.items():
        for measure, (value, p) in of_counts(*pair):
            print(name, measure, float(value), "" if p is None else float(p), sep="\t", file=out)
