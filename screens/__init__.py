"""Pictures of every screen, and the list of screens that the tests visit too."""
