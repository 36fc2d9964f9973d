"""Writes tokens.json: token ids of varied sentences by the reference tokenizer (Rust), special tokens included."""

import json
from pathlib import Path

from reference import load_tokenizer
from sentences import all_sentences

sentences = all_sentences()
tokenizer = load_tokenizer()
golden = [{"text": text, "ids": tokenizer.encode(text).ids} for text in sentences]
(Path(__file__).parent / "tokens.json").write_text(json.dumps(golden, ensure_ascii=True, separators=(",", ":")).replace("},{", "},\n{") + "\n")
print(len(golden), "sentences")
