"""
Milliseconds of the head's step in PyTorch on one thread of this machine, with IsoScore⋆ by eigenvalues, as the paper's
code computes it. Prints a JSON object by the names that labCases.ts gives the cases. Exit status 1 without PyTorch.
"""

import json
import math
import statistics
import sys
import time

try:
    import torch
    from torch import nn
except ImportError:
    sys.exit(1)

torch.set_num_threads(1)
INPUTS, CLASSES, ZETA, WEIGHT, ROUNDS = 384, 2, 0.2, -1.0, 15


def iso_score_star(points, reference):
    d = points.shape[1]
    eigenvalues = torch.linalg.eigvalsh((1 - ZETA) * torch.cov(points.T) + ZETA * reference)
    normalised = math.sqrt(d) * eigenvalues / torch.linalg.vector_norm(eigenvalues)
    defect = torch.linalg.vector_norm(normalised - 1) / math.sqrt(2 * (d - math.sqrt(d)))
    return ((d - defect**2 * (d - math.sqrt(d))) ** 2 - d) / (d * (d - 1))


def milliseconds(rows, width):
    torch.manual_seed(1)
    vectors, labels = torch.randn(rows, INPUTS), torch.arange(rows) % CLASSES
    adapter, classifier = nn.Linear(INPUTS, width), nn.Linear(width, CLASSES)
    reference = torch.cov(torch.randn(width, 3 * width))
    optimiser = torch.optim.AdamW([*adapter.parameters(), *classifier.parameters()], lr=1e-4)
    times = []
    for _ in range(ROUNDS + 2):
        start = time.perf_counter()
        adapted = torch.tanh(adapter(vectors))
        loss = nn.functional.cross_entropy(classifier(adapted), labels) + WEIGHT * (1 - iso_score_star(adapted, reference))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        loss.item()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times[2:])


cases = [(64, 64), (64, 384), (1536, 64), (1536, 384), (16, 64)]
print(json.dumps({f"head {width} wide on {rows} × {INPUTS}": milliseconds(rows, width) for rows, width in cases}))
