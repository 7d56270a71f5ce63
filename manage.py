#!/usr/bin/env python
"""Django's command line for this project."""

import sys

import config  # noqa: F401 (says which settings are taken)

if __name__ == "__main__":
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
