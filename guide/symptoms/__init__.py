"""What a message tells of symptoms: danger signs, thoughts of suicide, and answers to the check-up's questions."""
