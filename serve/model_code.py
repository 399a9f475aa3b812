"""Where the file of code lies that MLflow stores with a model: training logs it and imports nothing of serve."""

from pathlib import Path

MODEL_CODE = Path(__file__).with_name("pyfunc_model.py")
