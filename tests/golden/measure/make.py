"""Reference figures for the command line, end to end: PyTorch's hidden states, the authors' own IsoScore, NumPy.

Run with the packages of requirements.txt:
python make.py ../../../public/models/all-MiniLM-L6-v2
"""
import json
import sys
from pathlib import Path

import numpy as np
import torch
from IsoScore.IsoScore import IsoScore
from transformers import AutoModel, AutoTokenizer

folder = Path(__file__).parent
tokenizer = AutoTokenizer.from_pretrained(sys.argv[1])
model = AutoModel.from_pretrained(sys.argv[1], dtype=torch.float32).eval()
lines = [line.strip() for line in (folder / "sentences.txt").read_text("utf-8").split("\n") if line.strip()]


def hidden_states(line):
    """layers x tokens x d, special tokens included, one sentence at a time so that nothing is padded."""
    with torch.no_grad():
        output = model(**tokenizer(line, return_tensors="pt"), output_hidden_states=True)
    return torch.cat(output.hidden_states).double().numpy()


def measures(points):
    n = len(points)
    if not (points != points[0]).any():
        return {"n": n, "zeroVariance": True}
    units = points / np.linalg.norm(points, axis=1, keepdims=True)
    covariance = np.cov(points.T)
    eigenvalues = np.linalg.eigvalsh(covariance)[::-1]
    return {
        "n": n,
        "isoScore": float(IsoScore(torch.tensor(points))),
        "participationRatio": float(np.trace(covariance) ** 2 / (covariance**2).sum()),
        "stableRank": float(np.trace(covariance) / eigenvalues[0]),
        "averageCosine": float((np.linalg.norm(units.sum(0)) ** 2 - n) / (n * (n - 1))),
        "largestEigenvalue": float(eigenvalues[0]),
    }


states = [hidden_states(line) for line in lines]
layers = range(len(states[0]))
figures = {
    "tokens": [measures(np.concatenate([s[layer, 1:-1] for s in states])) for layer in layers],
    "tokensWithSpecial": [measures(np.concatenate([s[layer] for s in states])) for layer in layers],
    "sentencesMean": [measures(np.stack([s[layer, 1:-1].mean(0) for s in states])) for layer in layers],
    "sentencesCls": [measures(np.stack([s[layer, 0] for s in states])) for layer in layers],
}
(folder / "measures.json").write_text(json.dumps(figures, indent=1) + "\n")
