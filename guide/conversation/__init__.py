"""What is answered: from a reading and the talk so far to replies. Wording comes from `data/` and the domain."""
