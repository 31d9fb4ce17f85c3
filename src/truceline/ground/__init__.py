"""Who holds which place or road, and what is cut off, by account and on any day."""
