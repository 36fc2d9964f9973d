"""Makes figures.json: the measures of the clouds in cases.json, by isoscore, scikit-dimension, NumPy and SciPy.

    pip install -r requirements.txt && OMP_NUM_THREADS=1 python make_figures.py

No matrix is stored: clouds.ts builds the same ones, bit for bit, from the same integers. The recipe uses 32-bit integer
arithmetic and then only additions, products and quotients of doubles in a fixed order; the SHA-256 of each matrix is
among the figures.
"""

import hashlib
import json
import pathlib
import warnings

import numpy as np
import skdim
import torch
from IsoScore.IsoScore import IsoScore, IsoScore_star
from scipy.spatial.distance import cdist
from scipy.special import logsumexp

HERE = pathlib.Path(__file__).parent
ZETA = 0.3


def uniforms(seed, count):
    """`count` multiples of 2^-23 in [-1, 1), from a mixed counter (the finaliser of MurmurHash3)."""
    with np.errstate(over="ignore"):
        h = np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B9) + np.uint32(seed) * np.uint32(0x85EBCA6B)
        h ^= h >> np.uint32(16)
        h *= np.uint32(0x85EBCA6B)
        h ^= h >> np.uint32(13)
        h *= np.uint32(0xC2B2AE35)
        h ^= h >> np.uint32(16)
    return (h >> np.uint32(8)).astype(np.float64) / 2.0**23 - 1.0


def cloud(case):
    n, d = case["n"], case["d"]
    if case.get("rankOne"):
        u = uniforms(case["seed"], n + d)
        x = u[:n, None] * u[None, n:]
    else:
        u = uniforms(case["seed"], 3 * n * d).reshape(n * d, 3)
        x = ((u[:, 0] + u[:, 1]) + u[:, 2]).reshape(n, d)
    if case.get("decay"):
        x = x / (1.0 + np.arange(d))[None, :]
    if case.get("mix"):
        for j in range(1, d):
            x[:, j] = x[:, j] + 0.5 * x[:, j - 1]
    for j in case.get("outlierColumns", []):
        x[:, j] = x[:, j] * 8.0 + 5.0
    if case.get("offset"):
        x = x + case["offset"]
    if "constantColumn" in case:
        x[:, case["constantColumn"]] = 7.25
    if case.get("repeats"):
        x[n - case["repeats"] :] = x[: case["repeats"]]
    if case.get("float32"):
        x = x.astype(np.float32).astype(np.float64)
    return x


def reference_case(case):
    """The cloud that Σ_S is taken from."""
    return {"n": 3 * case["d"] // 2 + 8, "d": case["d"], "seed": case["seed"] + 1000, "mix": True}


def effective_rank(x):
    sigma = np.linalg.svd(x - x.mean(0), compute_uv=False)
    p = sigma / sigma.sum()
    p = p[p > 1e-14]
    return float(np.exp(-(p * np.log(p)).sum()))


def alpha_req(values):
    j = np.arange(1, len(values) + 1)
    return float(-np.polyfit(np.log(j), np.log(values), 1, w=np.sqrt(1.0 / j))[0])


def cosines(x):
    unit = x / np.linalg.norm(x, axis=1, keepdims=True)
    n = len(x)
    off = ~np.eye(n, dtype=bool)
    average = (unit @ unit.T)[off].mean()
    shares = [float(np.outer(unit[:, j], unit[:, j])[off].mean() / average) for j in range(min(4, x.shape[1]))]
    return float(average), shares


def partition(x):
    _, vectors = np.linalg.eigh(x.T @ x)
    projections = x @ vectors
    log_z = np.concatenate([logsumexp(projections, axis=0), logsumexp(-projections, axis=0)])
    return float(np.exp(log_z.min() - log_z.max()))


def neighbour_distances(x):
    distances = cdist(x, x)
    np.fill_diagonal(distances, np.inf)
    return np.sort(distances, axis=1)[:, : min(20, len(x) - 1)]


def two_nn(r):
    """The published fit in float64, from the differences of coordinates."""
    mu = np.sort((r[:, 1] / r[:, 0])[r[:, 0] > 0])
    kept = int(len(mu) * (1 - 0.1))
    x, y = np.log(mu[:kept]), -np.log(1 - np.arange(1, kept + 1) / len(mu))
    return float((x * y).sum() / (x * x).sum())


def mle(r):
    r = r[r[:, 0] > 0]
    return float(1 / np.mean(np.log(r[:, -1:] / r[:, :-1]).mean(axis=1)))


def library(run):
    try:
        value = float(run())
        return value if np.isfinite(value) else None
    except (ValueError, IndexError, ZeroDivisionError):
        return None


def cka(x, y):
    x, y = x - x.mean(0), y - y.mean(0)
    return float(np.linalg.norm(y.T @ x) ** 2 / (np.linalg.norm(x.T @ x) * np.linalg.norm(y.T @ y)))


def library_roots(d):
    """√d, √(2(d − √d)) and d − √d as isoscore has them: torch.sqrt of an integer tensor, which is float32."""
    root = torch.sqrt(torch.tensor(d))
    gap = torch.tensor(d) - root
    return [float(root), float(torch.sqrt(2 * gap)), float(gap)]


def figures(case):
    x = cloud(case)
    n, d = x.shape
    reference = np.cov(cloud(reference_case(case)).T)
    singular = np.linalg.svd(x - x.mean(0), full_matrices=False)
    values = singular.S**2 / (n - 1)
    positive = values[singular.S > 1e-12 * singular.S[0]]
    covariance = np.cov(x.T)
    shrunk = (1 - ZETA) * covariance + ZETA * reference
    share = np.cumsum(values) / values.sum()
    ratio = np.trace(covariance) ** 2 / (covariance**2).sum()
    shrunk_ratio = np.trace(shrunk) ** 2 / (shrunk**2).sum()
    average_cosine, cosine_shares = cosines(x)
    variances, means = x.var(0, ddof=1), x.mean(0)
    scores = np.abs(singular.U * singular.S)[: min(3, n), : min(2, len(positive))]
    result = {
        "name": case["name"],
        "sha256": hashlib.sha256(x.astype("<f8").tobytes()).hexdigest(),
        "trace": float(np.trace(covariance)),
        "squaredNorm": float((covariance**2).sum()),
        "participationRatio": float(ratio),
        "isoScore": float((ratio - 1) / (d - 1)),
        "isoScoreStar": float((shrunk_ratio - 1) / (d - 1)),
        "isoScoreLibrary": library(lambda: IsoScore(x)),
        "isoScoreStarLibrary": library(lambda: IsoScore_star(x, torch.tensor(reference), ZETA)),
        "libraryRoots": library_roots(d),
        "eigenvalues": [float(v) for v in positive[:6]],
        "rank": len(positive),
        "effectiveRank": effective_rank(x),
        "stableRank": float(values.sum() / values[0]),
        "componentsFor90": int(np.argmax(share >= 0.9 - 1e-12) + 1),
        "componentsFor95": int(np.argmax(share >= 0.95 - 1e-12) + 1),
        "componentsFor99": int(np.argmax(share >= 0.99 - 1e-12) + 1),
        "alphaReQ": alpha_req(positive) if len(positive) > 1 else None,
        "averageCosine": average_cosine,
        "cosineShares": cosine_shares,
        "partition": partition(x),
        "absoluteScores": [[float(v) for v in row] for row in scores],
        "byVariance": [int(j) for j in np.flatnonzero(variances >= 5 * variances.mean())],
        "byMagnitude": [int(j) for j in np.flatnonzero(np.abs(means - means.mean()) > 3 * means.std())],
        "ckaWithReference": cka(x, cloud({**reference_case(case), "n": n})),
    }
    if n > 2:
        result["duplicates"] = int((neighbour_distances(x)[:, 0] == 0).sum())
        # Points that coincide are taken once, as DADApy's remove_identical_points has it.
        distances = neighbour_distances(np.unique(x, axis=0))
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            result["twoNN"] = two_nn(distances)
            result["mle"] = mle(distances)
            result["twoNNLibrary"] = library(lambda: skdim.id.TwoNN(discard_fraction=0.1).fit(x).dimension_)
            result["mleLibrary"] = library(lambda: skdim.id.MLE().fit(x, n_neighbors=min(20, n - 1)).dimension_)
            result["twoNNLibraryFloat32"] = library(
                lambda: skdim.id.TwoNN(discard_fraction=0.1).fit(x.astype(np.float32)).dimension_
            )
    return result


if __name__ == "__main__":
    cases = json.loads((HERE / "cases.json").read_text())
    output = {"zeta": ZETA, "figures": [figures(case) for case in cases]}
    (HERE / "figures.json").write_text(json.dumps(output, indent=1) + "\n")
