"""Writes small .npy files with NumPy itself, in every form that the reader accepts.

Run with the package of requirements.txt: python make.py

Every file holds the same 3 x 4 array: its values are exact in float16, so that all types hold the same numbers.
"""
from pathlib import Path

import numpy as np

folder = Path(__file__).parent
values = np.array(
    [[0.0, -1.5, 2.25, 65504.0], [2.0**-24, -(2.0**-14), 0.333251953125, 1.0], [3.0, -7.0, 1024.0, -0.0]]
)

for name, kind in {"float16": "f2", "float32": "f4", "float64": "f8"}.items():
    for byte_order, prefix in {"little": "<", "big": ">"}.items():
        for order in "CF":
            array = np.array(values, dtype=prefix + kind, order=order)
            assert (array.astype(float) == values).all()
            with open(folder / f"{name}_{byte_order}_{order}.npy", "wb") as file:
                np.lib.format.write_array(file, array, version=(1, 0))

for version in [(2, 0), (3, 0)]:
    with open(folder / f"version_{version[0]}.npy", "wb") as file:
        np.lib.format.write_array(file, values.astype("<f4"), version=version)

np.save(folder / "one_dimension.npy", values[0])
np.save(folder / "integers.npy", values[:, :1].astype("<i8"))
np.save(folder / "no_rows.npy", np.zeros((0, 4)))
