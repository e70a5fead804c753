"""What is on paper: papers drawn from contents, numbered, initialled, signed, sealed, kept."""
