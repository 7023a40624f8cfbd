"""The resolution room: sources -> speakers, and the chain of speakers behind each attribution."""
