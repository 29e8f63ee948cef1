"""What outputs share when they draw: the embedded Chinese font, page frames, notes, the sheet of findings."""
