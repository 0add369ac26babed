"""What the guide knows, as pages to read: one per topic, an index, and the sources, made from the bot's own data."""
