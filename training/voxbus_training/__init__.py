"""Data, model, training, export and evaluation of the Voxbus command model."""
