"""`frames.decide`: each row finds the step of its target that its amount stands on."""
