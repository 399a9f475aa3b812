"""A training as a run of MLflow: kept, compared, promoted, trained again, and searched for better settings."""
