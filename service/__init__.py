"""Running the guide: training when needed, starting its two servers, and talking to it in a terminal."""
