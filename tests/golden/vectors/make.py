"""Writes small clouds of vectors with the libraries that people use, in every form that the readers accept.

Run with the packages of requirements.txt: python make.py

Every file holds the same 5 x 3 points, exact in float16 and bfloat16, times 1 + its layer, so that all types hold the same numbers.
"""
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import torch
from safetensors.torch import save_file

folder = Path(__file__).parent
points = np.array([[0.0, -1.5, 2.25], [4.0, 0.125, -0.0], [3.0, -7.0, 96.0], [1.0, 1.0, 1.0], [-0.5, 12.0, 2.0]])
labels = np.array(["cat", "dog", "cat", "ünï", "dog"])
texts = np.array(["one", "two, three", 'with "quotes"', "", "last"])


def layers(count):
    return np.stack([points * (1 + layer) for layer in range(count)])


for kind in ["i1", "u1", "<i2", ">i2", "<u2", "<i4", ">i4", "<u4", "<i8", ">i8", "<u8"]:
    name = np.dtype(kind).name + ("_big" if kind[0] == ">" else "")
    np.save(folder / f"{name}.npy", np.array([[1, 2, 3], [4, 5, 100]], dtype=kind))
np.save(folder / "bool.npy", np.array([[True, False], [False, True]]))
np.save(folder / "three_dimensions.npy", layers(2).astype("<f4"))
np.save(folder / "three_dimensions_fortran.npy", np.asfortranarray(layers(3)))
np.save(folder / "labels.npy", labels)
np.save(folder / "objects.npy", labels.astype(object))
np.savez(folder / "stored.npz", embeddings=points.astype("<f4"), labels=labels, texts=texts, weights=np.zeros((2, 3)))
np.savez_compressed(
    folder / "deflated.npz",
    layer_10=layers(11)[10].astype(">f8"), layer_2=layers(3)[2], layer_1=np.asfortranarray(layers(2)[1]),
    y=np.arange(5), codes=np.array([b"a", b"b", b"a", b"c", b"b"]), pickled=labels.astype(object), mask=np.ones((5, 4), dtype=bool),
)

tensors = {f"layer_{layer}": torch.tensor(layers(11)[layer], dtype=torch.float16) for layer in [0, 2, 10]}
save_file({**tensors, "label": torch.tensor([0, 1, 0, 2, 1]), "other": torch.zeros(4, 3)}, folder / "half.safetensors")
save_file({"states": torch.tensor(layers(2), dtype=torch.bfloat16)}, folder / "bfloat16.safetensors")

list_columns = {
    "embedding": pa.array(points.tolist(), type=pa.list_(pa.float32())),
    "embedding_2": pa.array((2 * points).tolist(), type=pa.list_(pa.float64(), 3)),
    "label": pa.array(labels.tolist()),
    "text": pa.array(texts.tolist()),
    "price": pa.array([1, 2, 3, 4, 5], type=pa.int64()),
}
for compression in ["none", "snappy", "zstd", "gzip", "brotli", "lz4"]:
    pq.write_table(pa.table(list_columns), folder / f"lists_{compression}.parquet", compression=compression, row_group_size=2)
pq.write_table(
    pa.table({"id": [7, 8, 9, 10, 11], **{f"x{j}": points[:, j] for j in range(3)}, "class": labels.tolist()}),
    folder / "columns.parquet", row_group_size=3,
)
holes = [[0.0, 1.0], None, [float("nan"), 2.0], [1.0, 1.0]]
pq.write_table(pa.table({"v": pa.array([row or [float("inf")] * 2 for row in holes])}), folder / "not_finite.parquet")
pq.write_table(pa.table({"v": pa.array([[0.0, 1.0], [1.0]])}), folder / "ragged.parquet")
pq.write_table(pa.table({"v": pa.array([], type=pa.list_(pa.float32()))}), folder / "empty.parquet")
pq.write_table(pa.table({"word": labels.tolist()}), folder / "words.parquet")

np.savetxt(folder / "savetxt.txt", points, header="made by NumPy")
np.savetxt(folder / "savetxt.csv", points, delimiter=",", fmt="%.17g")
