"""What maps clause texts to theme probabilities; calibration; saving and loading. Imports clausetag.data only."""
