"""The reference encoder: transformers' BertModel with the repository's fp16 weights widened to float32."""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

ROOT = Path(__file__).resolve().parents[3]
MODEL = ROOT / "public" / "models" / "all-MiniLM-L6-v2"

torch.set_num_threads(1)


def load_encoder(folder=MODEL):
    """BertModel in evaluation mode, float32 arithmetic, eager attention."""
    config = BertConfig.from_json_file(folder / "config.json")
    encoder = BertModel._from_config(config, add_pooling_layer=False, attn_implementation="eager").eval()
    weights = {name: tensor.float() for name, tensor in load_file(folder / "model.safetensors").items()}
    missing, unexpected = encoder.load_state_dict(weights, strict=False)
    assert not unexpected and set(missing) <= {"embeddings.position_ids"}, (missing, unexpected)
    return encoder


def load_tokenizer(folder=MODEL):
    """The fast tokenizer, cut at the model's own limit and without padding."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    limit = json.loads((folder / "config.json").read_text())["max_position_embeddings"]
    tokenizer.enable_truncation(limit)
    return tokenizer


@torch.no_grad()
def hidden_states(encoder, ids):
    """All L + 1 hidden states of one sentence, alone and so without padding: a list of tokens × d tensors."""
    return [state[0] for state in encoder(input_ids=torch.tensor([ids]), output_hidden_states=True).hidden_states]
