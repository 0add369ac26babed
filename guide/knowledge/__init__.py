"""What the guide knows: topics, their answers sentence by sentence, and the sources behind each sentence."""
