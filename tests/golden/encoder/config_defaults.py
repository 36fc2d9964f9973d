"""Writes configDefaults.json: what transformers' configuration classes take where config.json leaves a field out."""
import json
from pathlib import Path

import transformers

CLASSES = {
    "bert": "BertConfig", "distilbert": "DistilBertConfig", "albert": "AlbertConfig", "roberta": "RobertaConfig",
    "xlm-roberta": "XLMRobertaConfig", "camembert": "CamembertConfig", "mpnet": "MPNetConfig", "electra": "ElectraConfig",
}
defaults = {name: json.loads(getattr(transformers, of)().to_json_string(use_diff=False)) for name, of in CLASSES.items()}
kept = {name: {key: value for key, value in fields.items() if isinstance(value, (int, float, str)) and key != "transformers_version"} for name, fields in defaults.items()}
(Path(__file__).parent / "configDefaults.json").write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")
