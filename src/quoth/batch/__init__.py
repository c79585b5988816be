"""Archives on all cores of one machine, or on many machines: Ray Data does the distributing."""
