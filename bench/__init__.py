"""Measures the guide's page beside two widely used chat widgets."""
