"""Linear CKA of every layer of one model with every layer of another, by NumPy: see cross_cka_cases.json.

Run with the packages of requirements.txt; the clouds are those of make_figures.py, bit for bit.
"""

import json

from make_figures import HERE, cka, cloud

if __name__ == "__main__":
    cases = json.loads((HERE / "cross_cka_cases.json").read_text())
    output = [
        [[cka(cloud({**row, "n": case["n"]}), cloud({**column, "n": case["n"]})) for column in case["columns"]] for row in case["rows"]]
        for case in cases
    ]
    (HERE / "cross_cka.json").write_text(json.dumps(output, indent=1) + "\n")
