"""The check-up: questions, how soon to see a doctor, and why. Plain functions over the tables in `data/check_up`."""
