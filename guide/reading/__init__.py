"""How a message is read: problems with the input, topics by dictionary, the user's act by a light classifier."""
