"""What a layer's measures take in NumPy and scikit-dimension, one thread; run by geometryNumpy.ts.

Arguments: a file of float32, n, d, the points that neighbours are looked for among, how often each part is repeated, and
what is timed (names of the functions below). Prints each part's first time and the median of the repeats, in seconds of
processor time. Reading the file and turning it into float64 is not counted.
"""

import sys
import time
import warnings

import numpy as np
import skdim

warnings.simplefilter("ignore")


def covariance(x, _):
    return np.cov(x, rowvar=False)


def spectrum(x, _):
    return np.linalg.eigvalsh(S)


def two_nn(_, sample):
    return skdim.id.TwoNN(discard_fraction=0.1).fit(sample).dimension_


def profile(x, sample):
    """The same measures as measureLayer: moments, spectrum, ten components, cosine, uniformity, partition, both
    dimensions."""
    n = len(x)
    mean = x.mean(axis=0)
    s = np.cov(x, rowvar=False)
    values, vectors = np.linalg.eigh(s)
    values = np.maximum(values[::-1], 0)
    trace, squared = values.sum(), (values**2).sum()
    ratio = trace**2 / squared
    singular = np.sqrt(values)
    p = singular / singular.sum()
    p = p[p > 0]
    unit = x / np.linalg.norm(x, axis=1, keepdims=True)
    total = unit.sum(axis=0)
    shares = total**2 - (unit**2).sum(axis=0)
    some = unit[:512]
    cosines = (some @ some.T)[np.triu_indices(len(some), 1)]
    second = np.linalg.eigh(s * (n - 1) + n * np.outer(mean, mean))[1]
    powers = x @ second
    z = np.concatenate([np.exp(powers).sum(axis=0), np.exp(-powers).sum(axis=0)])
    return [
        ratio, (ratio - 1) / (len(s) - 1), np.exp(-(p * np.log(p)).sum()), trace / values[0], np.cumsum(values) / trace,
        shares.sum(), shares,
        np.log(np.exp(4 * cosines - 4).mean()), z.min() / z.max(), (x - mean) @ vectors[:, -10:], np.diag(s) >= 5 * trace / len(s),
        skdim.id.TwoNN(discard_fraction=0.1).fit(sample).dimension_,
        skdim.id.MLE().fit(sample, n_neighbors=20).dimension_,
    ]


if __name__ == "__main__":
    file, n, d, neighbours, repeats, *parts = sys.argv[1:]
    x = np.fromfile(file, dtype=np.float32).reshape(int(n), int(d)).astype(np.float64)
    sample = x[: int(neighbours)]
    S = np.cov(x, rowvar=False) if "spectrum" in parts else None
    for part in parts:
        times = []
        for _ in range(int(repeats) + 1):
            start = time.process_time()
            globals()[part](x, sample)
            times.append(time.process_time() - start)
        again = sorted(times[1:])
        print(part, times[0], *again[len(again) // 2 : len(again) // 2 + 1], flush=True)
