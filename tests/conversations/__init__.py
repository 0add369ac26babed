"""Conversations with the real model and the real actions."""
