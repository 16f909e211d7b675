"""The quality gate: what extraction gets right, as figures, each held against its floor (`floors.yml`)."""
