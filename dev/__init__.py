"""What `make` does, in Python: set up, run, test.

It runs before anything is installed, so it may use the standard library only.
"""
