"""
Writes family-*: small random checkpoints of BERT's relatives, with all hidden states of a few token sequences, each
computed alone and again in one padded batch (the two must agree). Odd sizes on purpose: hidden sizes, heads and layers
that reach the edges of vectorised kernels. family-*/expected.safetensors holds what PyTorch computes.
"""

import json
from pathlib import Path

import torch
import transformers
from safetensors.torch import save_file

torch.set_num_threads(1)
FOLDER = Path(__file__).parent
VOCABULARY = 32
LENGTHS = [1, 2, 3, 4, 5, 8, 9, 17, 31, 40]

MODELS = {
    # name: (model class, config, wraps a task head, stored type)
    "family-distilbert": ("DistilBertModel", dict(dim=20, n_heads=2, n_layers=3, hidden_dim=33, activation="gelu", max_position_embeddings=40), False, torch.float32),
    "family-distilbert-head": ("DistilBertForMaskedLM", dict(dim=9, n_heads=3, n_layers=1, hidden_dim=7, activation="relu", max_position_embeddings=41, sinusoidal_pos_embds=True), True, torch.float16),
    "family-albert": ("AlbertModel", dict(embedding_size=10, hidden_size=18, num_attention_heads=3, num_hidden_layers=4, intermediate_size=21, hidden_act="gelu_new", max_position_embeddings=40), False, torch.float32),
    "family-albert-groups": ("AlbertModel", dict(embedding_size=13, hidden_size=14, num_attention_heads=7, num_hidden_layers=5, num_hidden_groups=3, inner_group_num=2, intermediate_size=10, hidden_act="gelu", max_position_embeddings=43), False, torch.float32),
    "family-albert-head": ("AlbertForMaskedLM", dict(embedding_size=12, hidden_size=12, num_attention_heads=2, num_hidden_layers=2, intermediate_size=30, hidden_act="relu", max_position_embeddings=40), True, torch.bfloat16),
    "family-roberta": ("RobertaModel", dict(hidden_size=15, num_attention_heads=3, num_hidden_layers=2, intermediate_size=22, hidden_act="gelu", max_position_embeddings=42, type_vocab_size=1, pad_token_id=1, layer_norm_eps=1e-5), False, torch.float32),
    "family-xlm-roberta": ("XLMRobertaForMaskedLM", dict(hidden_size=10, num_attention_heads=5, num_hidden_layers=1, intermediate_size=11, hidden_act="gelu_new", max_position_embeddings=44, type_vocab_size=1, pad_token_id=3), True, torch.float16),
    "family-camembert": ("CamembertModel", dict(hidden_size=22, num_attention_heads=2, num_hidden_layers=2, intermediate_size=16, hidden_act="relu", max_position_embeddings=45, type_vocab_size=1, pad_token_id=1), False, torch.float32),
    "family-mpnet": ("MPNetModel", dict(hidden_size=21, num_attention_heads=3, num_hidden_layers=2, intermediate_size=19, hidden_act="gelu", max_position_embeddings=42), False, torch.float32),
    "family-mpnet-long": ("MPNetForMaskedLM", dict(hidden_size=8, num_attention_heads=2, num_hidden_layers=1, intermediate_size=12, hidden_act="gelu", max_position_embeddings=302), True, torch.float32),
    "family-electra": ("ElectraModel", dict(embedding_size=11, hidden_size=18, num_attention_heads=3, num_hidden_layers=2, intermediate_size=17, hidden_act="gelu", max_position_embeddings=40), False, torch.float32),
    "family-electra-even": ("ElectraForPreTraining", dict(embedding_size=16, hidden_size=16, num_attention_heads=4, num_hidden_layers=1, intermediate_size=17, hidden_act="gelu", max_position_embeddings=40), True, torch.float32),
    # BERT under the names that checkpoints converted from TensorFlow have.
    "family-bert-gamma": ("BertForMaskedLM", dict(hidden_size=13, num_attention_heads=1, num_hidden_layers=1, intermediate_size=9, hidden_act="gelu", max_position_embeddings=40), True, torch.float32),
}

TOKENS = [f"t{index}" for index in range(VOCABULARY)]
TOKENIZER = {
    "version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": None, "pre_tokenizer": {"type": "WhitespaceSplit"}, "post_processor": None, "decoder": None,
    "model": {"type": "WordPiece", "unk_token": "t0", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": {token: index for index, token in enumerate(TOKENS)}},
}


@torch.no_grad()
def hidden_states(encoder, ids, mask=None):
    return encoder(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states


def main():
    for seed, (name, (model_class, options, has_head, dtype)) in enumerate(MODELS.items()):
        torch.manual_seed(100 + seed)
        cls = getattr(transformers, model_class)
        config = cls.config_class(vocab_size=VOCABULARY, **options)
        config.architectures = [model_class]
        model = cls._from_config(config, attn_implementation="eager").eval()
        with torch.no_grad():
            for parameter in model.parameters():
                # Large enough that attention is far from uniform and activations leave their linear part.
                parameter.copy_((torch.randn_like(parameter) * 0.6).to(dtype).float())
        encoder = getattr(model, model.base_model_prefix) if has_head else model

        lengths = LENGTHS + ([150, 299] if name == "family-mpnet-long" else [])
        # Random ids include the padding token, whose position some families do not count.
        ids = [torch.randint(0, VOCABULARY, (length,)) for length in lengths]
        alone = [hidden_states(encoder, sentence[None]) for sentence in ids]
        layers = len(alone[0])
        # Padded together they must give the same: what stands past a sentence has no influence. (Not where a sentence
        # itself holds the padding token: there transformers counts positions alike, so this holds for all.)
        padding = config.pad_token_id if config.pad_token_id is not None else 0
        padded = torch.full((len(ids), max(lengths)), padding)
        mask = torch.zeros(len(ids), max(lengths))
        for row, sentence in enumerate(ids):
            padded[row, : len(sentence)] = sentence
            mask[row, : len(sentence)] = 1
        together = hidden_states(encoder, padded, mask)
        for row, sentence in enumerate(ids):
            for layer in range(layers):
                difference = (together[layer][row, : len(sentence)] - alone[row][layer][0]).abs().max().item()
                assert difference < 1e-4 * together[layer].abs().max().item(), (name, layer, difference)

        folder = FOLDER / name
        folder.mkdir(exist_ok=True)
        tensors = {key: tensor.to(dtype).contiguous().clone() for key, tensor in model.state_dict().items() if tensor.is_floating_point()}
        if name == "family-bert-gamma":
            tensors = {key.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta"): tensor for key, tensor in tensors.items()}
        save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
        (folder / "config.json").write_text(json.dumps({key: value for key, value in config.to_dict().items() if value is not None}, indent=1) + "\n")
        (folder / "tokenizer.json").write_text(json.dumps(TOKENIZER) + "\n")
        expected = {"ids": torch.cat(ids).float(), "lengths": torch.tensor(lengths, dtype=torch.float32)}
        for layer in range(layers):
            expected[f"layer.{layer}"] = torch.cat([state[layer][0] for state in alone])
        save_file(expected, folder / "expected.safetensors")
        print(name, layers, "hidden states", tuple(expected["layer.0"].shape))

    # The buckets of MPNet's distances, as transformers puts them.
    distances = torch.arange(-600, 601)
    buckets = transformers.models.mpnet.modeling_mpnet.MPNetEncoder.relative_position_bucket(distances)
    (FOLDER / "relativeBuckets.json").write_text(json.dumps({"first": -600, "buckets": buckets.tolist()}, separators=(",", ":")) + "\n")


main()
