"""Curated exhibitions: rooms of chosen works, shown from the cards of what is public at the moment."""
