"""Write the weights between two models of one shape: what tuning taught, with less of what it cost elsewhere.

    python training/blend.py --from STUDENT/model --to TUNED/model --share 0.8 --out BLENDED

Source: Wortsman et al. 2022, Robust fine-tuning of zero-shot models, section 3.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from safetensors.torch import load_file, save_file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="start", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--share", type=float, default=0.8, help="how far to go from the first towards the second")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    start, end = (load_file(folder / "model.safetensors") for folder in (options.start, options.to))
    options.out.mkdir(parents=True, exist_ok=True)
    for path in options.to.glob("*.json"):
        shutil.copy(path, options.out)
    blended = {
        name: (1 - options.share) * start[name] + options.share * value if value.is_floating_point() else value
        for name, value in end.items()
    }
    save_file(blended, options.out / "model.safetensors", metadata={"format": "pt"})


if __name__ == "__main__":
    main()
