"""Writes src/encoder/selfCheckReference.json: hidden states of three sentences at a few dimensions."""

import json

import torch

from reference import MODEL, ROOT, hidden_states, load_encoder, load_tokenizer

SENTENCES = [
    "The bank raised its rates.",
    "We sat on the bank of the river and watched the herons fish until it was dark.",
    "Yes.",
]

encoder, tokenizer = load_encoder(), load_tokenizer()
ids = [tokenizer.encode(sentence).ids for sentence in SENTENCES]
states = [hidden_states(encoder, sentence) for sentence in ids]
dimensions = list(range(0, encoder.config.hidden_size, 55))
layers = []
for layer in range(encoder.config.num_hidden_layers + 1):
    tokens = torch.cat([sentence[layer] for sentence in states])
    layers.append(
        {
            "largest": round(tokens.abs().max().item(), 6),
            "values": [round(value, 6) for value in tokens[:, dimensions].flatten().tolist()],
        }
    )
reference = {MODEL.name: {"ids": ids, "dimensions": dimensions, "layers": layers}}
(ROOT / "src" / "encoder" / "selfCheckReference.json").write_text(json.dumps(reference, separators=(",", ":")) + "\n")
