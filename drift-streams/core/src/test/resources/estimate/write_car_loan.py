"""Writes car-loan.tsv from NannyML's synthetic car loan data (nannyml-datasets, MIT, (c) NannyML), of which it keeps no row:
how many rows of 5,000 in a row have the score 0.00, 0.01, ..., 1.00, and how many of these were repaid.
The model predicts "repaid" from 0.65 on. Arguments: reference.csv.gz monitoring.csv.gz"""
import csv, gzip, sys

WINDOW = 5000
out = open("car-loan.tsv", "w")
print("# what, first row, then rows by score", file=out)
for name, path in (("reference", sys.argv[1]), ("monitoring", sys.argv[2])):
    rows = list(csv.DictReader(gzip.open(path, "rt")))
    for start in range(0, len(rows), WINDOW):
        chunk = [(round(float(r["y_pred_proba"]) * 100), int(float(r["y_pred"])), int(float(r["repaid"]))) for r in rows[start:start + WINDOW]]
        assert all(predicted == (score >= 65) for score, predicted, _ in chunk)
        kinds = [(name, chunk), ("repaid" if name == "reference" else "repaid later", [c for c in chunk if c[2]])]
        for kind, some in kinds:
            counts = [0] * 101
            for score, _, _ in some:
                counts[score] += 1
            print(kind, start, *counts, sep="\t", file=out)
