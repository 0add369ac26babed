"""Running the guide: training when needed, serving it to browsers and programs, and talking to it in a terminal."""
