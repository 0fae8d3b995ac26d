"""`frames.assess`: rows as observations, pairs of target and entity as patterns of them, each pattern asked once."""
