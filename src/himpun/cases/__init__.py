"""What is happening: a procedure running for a period, its tasks on seats, its returns and its deadlines."""
