"""
Writes hiddenStates.safetensors and hiddenStates.json: hidden states of the default model, each sentence encoded alone.
For the first sentences every value; for all of them every token's norm and its values at a few dimensions.
"""

import json
from pathlib import Path

import torch
from safetensors.torch import save_file

from reference import hidden_states, load_encoder, load_tokenizer
from sentences import all_sentences

FULL = ["The bank raised its rates.", "naïve café: 你好 😀 42!", ""]
SOME = [text for index, text in enumerate(all_sentences()) if index % 11 == 5] + [list(all_sentences())[-3]]
DIMENSIONS = [0, 37, 74, 111, 148, 185, 222, 259, 296, 333, 370, 383]

encoder, tokenizer = load_encoder(), load_tokenizer()
sentences = FULL + SOME
states = [hidden_states(encoder, tokenizer.encode(text).ids) for text in sentences]
tensors = {}
for layer in range(encoder.config.num_hidden_layers + 1):
    tensors[f"full.{layer}"] = torch.cat([state[layer] for state in states[: len(FULL)]])
    every = torch.cat([state[layer] for state in states])
    tensors[f"norms.{layer}"] = every.norm(dim=1)
    tensors[f"some.{layer}"] = every[:, DIMENSIONS].contiguous()
    tensors[f"largest.{layer}"] = every.abs().max().reshape(1)
folder = Path(__file__).parent
save_file(tensors, folder / "hiddenStates.safetensors")
(folder / "hiddenStates.json").write_text(json.dumps({"sentences": sentences, "full": len(FULL), "dimensions": DIMENSIONS}, separators=(",", ":")) + "\n")
