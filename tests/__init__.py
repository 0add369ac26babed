"""The tests. A package, so that helpers are found here and not in an installed package of the same name."""
