"""Makes the loss models of the tests, and what Python says of some rows.

pip install scikit-learn skl2onnx onnxruntime; made with 1.9.1, 1.20.0 and 1.32.0.
"""

import csv

import numpy as np
import pandas as pd
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, Int64TensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

ROWS = 4000
OPSETS = {"": 15, "ai.onnx.ml": 3}

random = np.random.default_rng(7)
rows = pd.DataFrame(
    {
        # Exact as 32-bit floats, which the models take.
        "amount": random.integers(0, 800, ROWS) / 8,
        "hour": random.integers(0, 24, ROWS),
        "carrier": random.choice(["AA", "DL", "UA"], ROWS),
    }
)
truth = rows["amount"] * 2 + random.normal(0, 1 + rows["amount"] / 20 + (rows["carrier"] == "UA") * 4)
rows["predicted"] = np.rint(rows["amount"] * 16) / 8
loss = (rows["predicted"] - truth).abs()

# One input for each column, numbers and text among them.
columns = ["amount", "hour", "carrier", "predicted"]
trees = make_pipeline(
    ColumnTransformer(
        [("classes", OneHotEncoder(handle_unknown="ignore"), ["carrier"])], remainder="passthrough"
    ),
    GradientBoostingRegressor(n_estimators=15, max_depth=3, random_state=1),
).fit(rows[columns], loss)
onnx = to_onnx(
    trees,
    initial_types=[
        ("amount", FloatTensorType([None, 1])),
        ("hour", Int64TensorType([None, 1])),
        ("carrier", StringTensorType([None, 1])),
        ("predicted", FloatTensorType([None, 1])),
    ],
    target_opset=OPSETS,
)
with open("trees.onnx", "wb") as file:
    file.write(onnx.SerializeToString())

# One matrix, whose columns the metadata name.
linear = LinearRegression().fit(rows[["amount", "predicted"]].to_numpy(), loss**2)
onnx = to_onnx(linear, initial_types=[("X", FloatTensorType([None, 2]))], target_opset=OPSETS)
entry = onnx.metadata_props.add()
entry.key = "columns"
entry.value = "amount,predicted"
with open("matrix.onnx", "wb") as file:
    file.write(onnx.SerializeToString())
# The same without names.
del onnx.metadata_props[:]
with open("nameless.onnx", "wb") as file:
    file.write(onnx.SerializeToString())

some = rows.head(200)
with open("expected.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns + ["trees", "matrix"])
    by_trees = trees.predict(some[columns])
    by_line = linear.predict(some[["amount", "predicted"]].to_numpy())
    for (_, row), first, second in zip(some.iterrows(), by_trees, by_line):
        writer.writerow([row[name] for name in columns] + [repr(float(first)), repr(float(second))])
