"""What should happen: each office's register of SOPs, their editions, and who plays their performers."""
