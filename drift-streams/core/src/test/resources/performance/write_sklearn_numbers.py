"""Writes the rows and numbers of SklearnNumbersTest. scikit-learn 1.9.1, numpy 2; seed 20261123.

python write_sklearn_numbers.py
"""

import numpy as np
from sklearn import metrics as m

rng = np.random.default_rng(20261123)
numbers = []


def put(task, key, value):
    numbers.append(f"{task}\t{key}\t{float(value)!r}")


def rows(name, header, *columns):
    with open(f"{name}.csv", "w") as out:
        out.write(header + "\n")
        for row in zip(*columns):
            out.write(",".join(str(v) for v in row) + "\n")


def decisions(task, y, h, suffix=""):
    tn, fp, fn, tp = m.confusion_matrix(y, h, labels=[0, 1]).ravel()
    for name, value in [
        ("accuracy", m.accuracy_score(y, h)),
        ("balanced_accuracy", m.balanced_accuracy_score(y, h)),
        ("precision", m.precision_score(y, h)),
        ("recall", m.recall_score(y, h)),
        ("specificity", m.recall_score(y, h, pos_label=0)),
        ("f1", m.f1_score(y, h)),
        ("f0_5", m.fbeta_score(y, h, beta=0.5)),
        ("f2", m.fbeta_score(y, h, beta=2)),
        ("mcc", m.matthews_corrcoef(y, h)),
        ("cohen_kappa", m.cohen_kappa_score(y, h)),
        ("true_positives", tp),
        ("false_positives", fp),
        ("true_negatives", tn),
        ("false_negatives", fn),
        ("selection_rate", h.mean()),
    ]:
        put(task, name + suffix, value)


def binary(task, scores, y, h):
    decisions(task, y, h)
    for t in (0.3, 0.5):
        decisions(task, y, (scores >= t).astype(int), f"@{t}")
    put(task, "prevalence", y.mean())
    put(task, "roc_auc", m.roc_auc_score(y, scores))
    put(task, "average_precision", m.average_precision_score(y, scores))
    fpr, tpr, _ = m.roc_curve(y, scores, drop_intermediate=False)
    put(task, "score_ks", np.max(np.abs(tpr - fpr)))
    clipped = np.clip(scores, 1e-15, 1 - 1e-15)
    put(task, "log_loss", m.log_loss(y, clipped))
    put(task, "brier", m.brier_score_loss(y, scores))
    bins = np.minimum(np.searchsorted(np.linspace(0, 1, 11)[1:-1], scores), 9)
    put(task, "calibration_error",
        sum(abs(scores[bins == b].sum() - y[bins == b].sum()) for b in range(10)) / len(y))
    rows(task, "score,class,label", scores, h, y)


n = 300
score = rng.beta(1.2, 1.6, n)
label = (rng.random(n) < score ** 1.3).astype(int)
decided = np.where(rng.random(n) < 0.05, 1 - (score >= 0.4), score >= 0.4).astype(int)
binary("binary", score, label, decided)
binary("binary_ties", np.round(score, 1), label, decided)

classes = np.array(["low", "medium", "high"])
n = 240
logits = rng.normal(size=(n, 3))
p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
truth = classes[[rng.choice(3, p=q) for q in p ** 1.5 / (p ** 1.5).sum(axis=1, keepdims=True)]]
pred = classes[p.argmax(axis=1)]
at = [list(classes).index(t) for t in truth]
onehot = np.eye(3)[at]
put("multiclass", "accuracy", m.accuracy_score(truth, pred))
put("multiclass", "balanced_accuracy", m.balanced_accuracy_score(truth, pred))
put("multiclass", "mcc", m.matthews_corrcoef(truth, pred))
put("multiclass", "cohen_kappa", m.cohen_kappa_score(truth, pred))
for average in ("macro", "micro", "weighted"):
    put("multiclass", f"precision_{average}", m.precision_score(truth, pred, average=average))
    put("multiclass", f"recall_{average}", m.recall_score(truth, pred, average=average))
    put("multiclass", f"f1_{average}", m.f1_score(truth, pred, average=average))
for i, c in enumerate(classes):
    put("multiclass", f"precision[{c}]", m.precision_score(truth == c, pred == c))
    put("multiclass", f"recall[{c}]", m.recall_score(truth == c, pred == c))
    put("multiclass", f"specificity[{c}]", m.recall_score(truth == c, pred == c, pos_label=False))
    put("multiclass", f"f1[{c}]", m.f1_score(truth == c, pred == c))
    put("multiclass", f"prevalence[{c}]", (truth == c).mean())
    put("multiclass", f"selection_rate[{c}]", (pred == c).mean())
    put("multiclass", f"roc_auc[{c}]", m.roc_auc_score(truth == c, p[:, i]))
    put("multiclass", f"average_precision[{c}]", m.average_precision_score(truth == c, p[:, i]))
put("multiclass", "roc_auc", m.roc_auc_score(onehot, p, average="macro"))
put("multiclass", "average_precision", m.average_precision_score(onehot, p, average="macro"))
put("multiclass", "top_k_accuracy@1", m.top_k_accuracy_score(at, p, k=1))
put("multiclass", "top_k_accuracy@2", m.top_k_accuracy_score(at, p, k=2))
put("multiclass", "log_loss", m.log_loss(at, p))
put("multiclass", "brier", ((p - onehot) ** 2).sum(axis=1).mean())
rows("multiclass", "p_low,p_medium,p_high,label", p[:, 0], p[:, 1], p[:, 2], truth)

n = 251
y = np.round(rng.gamma(2, 40, n) + 1, 2)
f = np.abs(y * rng.normal(1, 0.2, n) + rng.normal(0, 5, n))
q = {0.1: f * 0.8, 0.25: f * 0.9, 0.5: f * 0.99, 0.75: f * 1.1, 0.9: f * 1.25}
put("regression", "bias", (f - y).mean())
put("regression", "mae", m.mean_absolute_error(y, f))
put("regression", "mse", m.mean_squared_error(y, f))
put("regression", "rmse", m.root_mean_squared_error(y, f))
put("regression", "mape", m.mean_absolute_percentage_error(y, f))
put("regression", "smape", np.mean(2 * np.abs(f - y) / (np.abs(y) + np.abs(f))))
put("regression", "msle", m.mean_squared_log_error(y, f))
put("regression", "rmsle", m.root_mean_squared_log_error(y, f))
put("regression", "r2", m.r2_score(y, f))
put("regression", "median_absolute_error", m.median_absolute_error(y, f))
for level in (0.5, 0.9, 0.95, 0.99):
    put("regression", f"absolute_error_quantile@{level}",
        np.quantile(np.abs(f - y), level, method="inverted_cdf"))
for level, column in q.items():
    put("regression", f"pinball_loss@{level}", m.mean_pinball_loss(y, column, alpha=level))
    put("regression", f"quantile_coverage@{level}", (y <= column).mean())
put("regression", "interval_coverage@0.8", ((q[0.1] <= y) & (y <= q[0.9])).mean())
put("regression", "interval_coverage@0.5", ((q[0.25] <= y) & (y <= q[0.75])).mean())
rows("regression", "predicted,q10,q25,q50,q75,q90,label", f, *q.values(), y)

group, item, relevance = [], [], []
ndcg, ap, rr, hit = [], [], [], []
for g in range(25):
    size = int(rng.integers(2, 20))
    s = np.round(rng.random(size), 2 if g % 3 else 1)
    r = rng.choice(4, size, p=[0.6, 0.2, 0.1, 0.1])
    group += [f"g{g}"] * size
    item += list(s)
    relevance += list(r)
    if r.max() == 0:
        continue
    ndcg.append(m.ndcg_score([r], [s], k=5))
    ap.append(m.label_ranking_average_precision_score([r > 0], [s]))
    best = (s >= s[r > 0].max()).sum()
    rr.append(1 / best)
    hit.append(best <= 5)
put("ranking", "ndcg@5", np.mean(ndcg))
put("ranking", "map", np.mean(ap))
put("ranking", "mrr", np.mean(rr))
put("ranking", "hit_rate@5", np.mean(hit))
rows("ranking", "query,score,label", group, item, relevance)

with open("sklearn-numbers.tsv", "w") as out:
    out.write("\n".join(numbers) + "\n")
