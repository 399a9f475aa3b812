"""Log a bundle as an MLflow model that works wherever clausetag is installed."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clausetag.training.runs.provenance import pinned_requirements

if TYPE_CHECKING:
    from mlflow.models import ModelSignature

EXAMPLE = (
    "Urges all States to ensure that no child is detained for reasons of migration status;",
    "Calls upon States to prevent trafficking in persons and to protect its victims;",
)


def signature_of(themes: Sequence[str]) -> "ModelSignature":
    """Return what goes in, a column `text`, and what comes out, the columns of `clausetag tag --format csv`."""
    from mlflow.models import ModelSignature
    from mlflow.types.schema import Array, ColSpec, DataType, Schema, TensorSpec

    keys, spans = Array(DataType.string), Array(Array(DataType.long))
    columns: list[ColSpec | TensorSpec] = [ColSpec(keys, "themes"), ColSpec(keys, "review")]
    for theme in themes:
        columns += [
            ColSpec(DataType.double, f"{theme}_probability", required=False),
            ColSpec(DataType.string, f"{theme}_answer"),
            ColSpec(spans, f"{theme}_evidence"),
        ]
    columns.append(ColSpec(DataType.string, "model_version"))
    return ModelSignature(Schema([ColSpec(DataType.string, "text")]), Schema(columns))


def log_model(run_id: str, bundle: Path, kind: str, themes: Sequence[str], model_code: Path) -> str:
    """Log the bundle as the model of a run and return its id.

    The model is the bundle's folder and the file `model_code`, which is stored with it and run to load it ("models from
    code"): no pickle. Its requirements are pinned.
    """
    import mlflow.pyfunc
    import pandas as pd
    from mlflow.models import Model

    client = mlflow.MlflowClient()
    run = client.get_run(run_id)
    # made here and not by MLflow, which would put it into its current experiment
    made = client.create_logged_model(run.info.experiment_id, "model", run_id, params=run.data.params, model_type=kind)
    info: Any = Model.log(
        artifact_path=None,
        model_id=made.model_id,
        flavor=mlflow.pyfunc,
        run_id=run_id,
        python_model=str(model_code),
        artifacts={"bundle": str(bundle)},
        signature=signature_of(themes),
        input_example=pd.DataFrame({"text": EXAMPLE}),
        pip_requirements=pinned_requirements(),
    )
    return str(info.model_id)
