"""What answers the addresses of modules, steps and certificates."""
