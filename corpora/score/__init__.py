"""The score: how much of labelled papers, made and real, is read right, and which verdicts are wrong."""
