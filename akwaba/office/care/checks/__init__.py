"""Whether a node is well: one finding for each thing that can go wrong, with its mend."""
