"""Whether answers can be believed: what is looked at, what is held until a person confirms it."""
