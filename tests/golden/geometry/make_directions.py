"""Makes directions.json: intra-sentence similarity, self-similarity and uniformity of the clouds in cases.json, by NumPy.

Run with the packages of requirements.txt; the clouds are those of make_figures.py, bit for bit. Point i belongs to
sentence i // 7 and is the word i² mod 13. All cosines and distances are taken pair by pair, from their definitions.
"""

import itertools
import json

import numpy as np

from make_figures import HERE, cloud


def cosine(a, b):
    return a @ b / (np.linalg.norm(a) * np.linalg.norm(b))


def directions(case):
    x = cloud(case)
    n = len(x)
    sentence, word = np.arange(n) // 7, np.arange(n) ** 2 % 13
    intra = [np.mean([cosine(row, x[sentence == s].mean(0)) for row in x[sentence == s]]) for s in np.unique(sentence)]
    same = []
    for w in np.unique(word):
        pairs = [cosine(a, b) for a, b in itertools.combinations(x[word == w], 2)]
        if pairs:
            same.append(np.mean(pairs))
    unit = x / np.linalg.norm(x, axis=1, keepdims=True)
    distances = np.concatenate([((unit[i] - unit[i + 1 :]) ** 2).sum(1) for i in range(n - 1)])
    return {
        "intraSentenceSimilarity": float(np.mean(intra)),
        "selfSimilarity": float(np.mean(same)) if same else None,
        "uniformity": float(np.log(np.exp(-2 * distances).mean())),
    }


if __name__ == "__main__":
    cases = json.loads((HERE / "cases.json").read_text())
    (HERE / "directions.json").write_text(json.dumps([directions(case) for case in cases], indent=1) + "\n")
