"""The words that ship: from files that a person can read and edit to pages."""
