"""
Trains small models for 20 steps with torch.optim.AdamW, in float64, on the loss cross-entropy + λ (1 − IsoScore⋆), with
IsoScore⋆ in its published form: eigenvalues of the covariance, differentiated by autograd (Rudman & Eickhoff 2024, arXiv
2305.19358, and the authors' code: ζ is the weight on Σ_S). Writes the figures of every step to training.json and what a
run starts from (vectors or token ids, first weights, Σ_S, batches) to training.safetensors.

    OMP_NUM_THREADS=1 python training.py
"""

import json
import math
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import nn
from transformers import BertConfig, BertModel

HERE = Path(__file__).parent
STEPS = 20
torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)


def published_iso_score_star(points, zeta, reference):
    """Steps 1 to 5 of the paper, by eigenvalues. points: n × d."""
    d = points.shape[1]
    covariance = torch.cov(points.T)
    shrunk = covariance if zeta == 0 else (1 - zeta) * covariance + zeta * reference
    eigenvalues = torch.linalg.eigvalsh(shrunk)
    normalised = math.sqrt(d) * eigenvalues / torch.linalg.vector_norm(eigenvalues)
    defect = torch.linalg.vector_norm(normalised - 1) / math.sqrt(2 * (d - math.sqrt(d)))
    return ((d - defect**2 * (d - math.sqrt(d))) ** 2 - d) / (d * (d - 1))


class Head(nn.Module):
    def __init__(self, inputs, width, classes, adapter):
        super().__init__()
        self.adapter = nn.Linear(inputs, width)
        self.classifier = nn.Linear(width, classes)
        self.activation = torch.tanh if adapter == "tanh" else lambda x: x

    def forward(self, x):
        adapted = self.activation(self.adapter(x))
        return adapted, self.classifier(adapted)


class HeadAlone(nn.Module):
    """X̃ is the adapter's output."""

    def __init__(self, head, vectors):
        super().__init__()
        self.head, self.vectors = head, vectors

    def forward(self, rows):
        adapted, logits = self.head(self.vectors[rows])
        return adapted, logits


class EncoderTop(nn.Module):
    """X̃ is the union of the token vectors of the top k layers, padding left out; a sentence is the mean of its tokens."""

    def __init__(self, head, encoder, sentences, trained):
        super().__init__()
        self.head, self.encoder, self.sentences, self.trained = head, encoder, sentences, trained

    def forward(self, rows):
        chosen = [self.sentences[row] for row in rows]
        length = max(map(len, chosen))
        ids = torch.tensor([s + [0] * (length - len(s)) for s in chosen])
        mask = torch.tensor([[1] * len(s) + [0] * (length - len(s)) for s in chosen])
        states = self.encoder(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states
        counted = mask.bool()
        measured = torch.cat([state[counted] for state in states[len(states) - self.trained :]])
        weights = (mask / mask.sum(1, keepdim=True)).unsqueeze(2)
        _, logits = self.head((states[-1] * weights).sum(1))
        return measured, logits


def float32_exact(module):
    """Rounds all parameters to float32, so that both sides start from the same numbers."""
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(parameter.float().double())


def split_decay(module, weight_decay):
    """Matrices are decayed; biases and LayerNorm are not."""
    trained = [p for p in module.parameters() if p.requires_grad]
    return [
        {"params": [p for p in trained if p.dim() > 1], "weight_decay": weight_decay},
        {"params": [p for p in trained if p.dim() == 1], "weight_decay": 0.0},
    ]


def train(model, labels, batches, lambdas, zeta, learning_rate, weight_decay):
    """Returns Σ_S, taken once over all rows with the first weights, and loss and IsoScore⋆ of every step."""
    with torch.no_grad():
        reference = torch.cov(model(torch.arange(len(labels)))[0].T).float().double()
    optimiser = torch.optim.AdamW(split_decay(model, weight_decay), lr=learning_rate)
    steps = []
    for rows, weight in zip(batches, lambdas):
        measured, logits = model(rows)
        score = published_iso_score_star(measured, zeta, reference)
        entropy = nn.functional.cross_entropy(logits, labels[rows])
        loss = entropy + weight * (1 - score)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        steps.append({"loss": loss.item(), "crossEntropy": entropy.item(), "isoScoreStar": score.item()})
    return reference, steps


def head_case(seed, *, rows, inputs, width, classes, adapter, batch, **options):
    torch.manual_seed(seed)
    labels = torch.randint(0, classes, (rows,))
    # Off the origin, of unlike spread, and with the class in them.
    vectors = (torch.randn(rows, inputs) * torch.linspace(0.2, 2, inputs) + 3 + torch.randn(classes, inputs)[labels]).float().double()
    head = Head(inputs, width, classes, adapter)
    float32_exact(head)
    first = {f"head.{name}": tensor.clone() for name, tensor in head.state_dict().items()}
    batches = [torch.randperm(rows)[:batch] for _ in range(STEPS)]
    reference, steps = train(HeadAlone(head, vectors), labels, batches, **options)
    tensors = {"vectors": vectors, "labels": labels, "batches": torch.stack(batches), "reference": reference, **first}
    return tensors, {"adapter": adapter, **options, "steps": steps}


def top_case(seed, *, checkpoint, trained, rows, width, classes, adapter, batch, **options):
    torch.manual_seed(seed)
    folder = HERE.parent / "encoder" / checkpoint
    config = BertConfig.from_json_file(folder / "config.json")
    encoder = BertModel._from_config(config, attn_implementation="eager").eval().double()
    encoder.load_state_dict({name: tensor.double() for name, tensor in load_file(folder / "model.safetensors").items()})
    frozen = config.num_hidden_layers - trained
    for name, parameter in encoder.named_parameters():
        layer = int(name.split(".")[2]) if name.startswith("encoder.layer.") else -1
        parameter.requires_grad = layer >= frozen and not name.endswith("key.bias")
    lengths = torch.randint(2, 13, (rows,)).tolist()
    sentences = [torch.randint(0, config.vocab_size, (length,)).tolist() for length in lengths]
    labels = torch.randint(0, classes, (rows,))
    head = Head(config.hidden_size, width, classes, adapter)
    float32_exact(head)
    first = {f"head.{name}": tensor.clone() for name, tensor in head.state_dict().items()}
    batches = [torch.randperm(rows)[:batch] for _ in range(STEPS)]
    reference, steps = train(EncoderTop(head, encoder, sentences, trained), labels, batches, **options)
    tensors = {"ids": torch.tensor(sum(sentences, [])), "lengths": torch.tensor(lengths), "labels": labels, "batches": torch.stack(batches), "reference": reference, **first}
    return tensors, {"adapter": adapter, "checkpoint": checkpoint, "trained": trained, **options, "steps": steps}


# λ changes under way, as a slider does. The second case has fewer points than half its dimensions.
CASES = {
    "head-tanh": head_case(1, rows=48, inputs=24, width=12, classes=3, adapter="tanh", batch=16, lambdas=[-1.0] * 10 + [3.0] * 10, zeta=0.2, learning_rate=0.01, weight_decay=0.01),
    "head-linear-wide": head_case(2, rows=24, inputs=10, width=40, classes=2, adapter="linear", batch=8, lambdas=[-5.0] * STEPS, zeta=0.0, learning_rate=0.003, weight_decay=0.1),
    "head-linear-wide-shrunk": head_case(3, rows=24, inputs=10, width=40, classes=2, adapter="linear", batch=8, lambdas=[5.0] * STEPS, zeta=0.6, learning_rate=0.003, weight_decay=0.0),
    "top-2-gelu": top_case(4, checkpoint="tiny-gelu", trained=2, rows=24, width=6, classes=2, adapter="tanh", batch=6, lambdas=[-1.0] * 10 + [2.0] * 10, zeta=0.2, learning_rate=0.002, weight_decay=0.01),
    "top-1-gelu-new": top_case(5, checkpoint="tiny-gelu-new", trained=1, rows=24, width=5, classes=3, adapter="linear", batch=6, lambdas=[-3.0] * STEPS, zeta=0.4, learning_rate=0.002, weight_decay=0.01),
    "top-2-relu": top_case(6, checkpoint="tiny-relu", trained=2, rows=16, width=5, classes=2, adapter="tanh", batch=4, lambdas=[1.0] * STEPS, zeta=0.2, learning_rate=0.001, weight_decay=0.01),
}

figures = {name: case for name, (_, case) in CASES.items()}
(HERE / "training.json").write_text(json.dumps(figures, separators=(",", ":")).replace("},", "},\n") + "\n")
save_file({f"{name}.{key}": tensor.float().contiguous() for name, (tensors, _) in CASES.items() for key, tensor in tensors.items()}, HERE / "training.safetensors")
