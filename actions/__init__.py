"""The custom actions: each reads the talk, asks the core, and speaks responses of the domain."""
