"""A bundle as MLflow serves it: this file is stored with the model ("models from code") and run to load it; no pickle.

A row in is a clause's `text`; a row out has the columns that `clausetag tag --format csv` gives from `themes` on.
"""

from typing import Any

import pandas as pd
from mlflow.models import set_model
from mlflow.pyfunc.model import PythonModel

from clausetag.serve.outputs.records import tag_record
from clausetag.serve.tagger import Tagger


class ClauseModel(PythonModel):
    """Tags clauses with the bundle among the model's artifacts."""

    def load_context(self, context: Any) -> None:  # noqa: ANN401 (MLflow's)
        """Load the bundle."""
        self.tagger = Tagger.load(context.artifacts["bundle"])

    # MLflow leaves the result of its own `predict` open, which pyright reads as None
    def predict(  # pyright: ignore[reportIncompatibleMethodOverride]
        self,
        context: Any,  # noqa: ANN401, ARG002 (MLflow's)
        model_input: pd.DataFrame,
        params: dict[str, Any] | None = None,  # noqa: ARG002
    ) -> pd.DataFrame:
        """Return one row of tags for each text."""
        tags = self.tagger.tag_texts([str(text) for text in model_input["text"]])
        return pd.DataFrame([tag_record(one, self.tagger.info.version) for one in tags])


set_model(ClauseModel())
