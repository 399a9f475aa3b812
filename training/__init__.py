"""Experiments: fit, evaluate, compare. Imports clausetag.data and clausetag.models."""
