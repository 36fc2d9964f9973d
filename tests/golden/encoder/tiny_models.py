"""
Writes small random checkpoints, one for each stored type and activation, with hidden states of a few token sequences.
Odd sizes on purpose: they reach the edges of vectorised kernels. tiny-*/expected.safetensors holds what PyTorch computes.
"""

import json
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import BertConfig, BertModel

from reference import hidden_states

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "b", "c", "the", "cat", "sat", "on", "mat", "##s", "##ing", "un", "##able", ".", ",", "!"]
MODELS = {
    "tiny-gelu": dict(hidden_size=12, num_attention_heads=3, intermediate_size=20, hidden_act="gelu", dtype=torch.float32),
    "tiny-gelu-new": dict(hidden_size=15, num_attention_heads=5, intermediate_size=23, hidden_act="gelu_new", dtype=torch.float16),
    "tiny-relu": dict(hidden_size=34, num_attention_heads=2, intermediate_size=9, hidden_act="relu", dtype=torch.bfloat16),
}
LENGTHS = [1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 31, 40]

TOKENIZER = {
    "version": "1.0",
    "truncation": {"direction": "Right", "max_length": 4, "strategy": "LongestFirst", "stride": 0},
    "padding": {"strategy": {"Fixed": 16}, "direction": "Right", "pad_to_multiple_of": None, "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]"},
    "added_tokens": [
        {"id": index, "content": VOCABULARY[index], "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
        for index in range(5)
    ],
    "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": True},
    "pre_tokenizer": {"type": "BertPreTokenizer"},
    "post_processor": {
        "type": "TemplateProcessing",
        "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
        "pair": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}, {"SpecialToken": {"id": "[SEP]", "type_id": 1}}],
        "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [2], "tokens": ["[CLS]"]}, "[SEP]": {"id": "[SEP]", "ids": [3], "tokens": ["[SEP]"]}},
    },
    "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
    "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": {token: index for index, token in enumerate(VOCABULARY)}},
}

for seed, (name, options) in enumerate(MODELS.items()):
    torch.manual_seed(seed)
    dtype = options.pop("dtype")
    config = BertConfig(vocab_size=len(VOCABULARY), num_hidden_layers=2, max_position_embeddings=40, type_vocab_size=2, layer_norm_eps=1e-12, **options)
    encoder = BertModel._from_config(config, attn_implementation="eager").eval()
    with torch.no_grad():
        for parameter in encoder.parameters():
            # Large enough that attention is far from uniform and activations leave their linear part.
            parameter.copy_((torch.randn_like(parameter) * 0.7).to(dtype).float())
    folder = Path(__file__).parent / name
    folder.mkdir(exist_ok=True)
    save_file({key: tensor.to(dtype).contiguous() for key, tensor in encoder.state_dict().items()}, folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "config.json").write_text(json.dumps({key: value for key, value in config.to_dict().items() if value is not None}, indent=1) + "\n")
    (folder / "tokenizer.json").write_text(json.dumps(TOKENIZER) + "\n")
    ids = [torch.randint(0, len(VOCABULARY), (length,)).tolist() for length in LENGTHS]
    expected = {"ids": torch.tensor(sum(ids, []), dtype=torch.float32), "lengths": torch.tensor(LENGTHS, dtype=torch.float32)}
    for layer in range(3):
        expected[f"layer.{layer}"] = torch.cat([hidden_states(encoder, sentence)[layer] for sentence in ids])
    # The F32 checkpoint rounded to half precision, for the test of the conversion.
    if dtype == torch.float32:
        expected |= {f"half.{key}": tensor.half() for key, tensor in encoder.state_dict().items()}
    save_file(expected, folder / "expected.safetensors")
