"""How long pages take in a large city, against a floor in the same run."""
