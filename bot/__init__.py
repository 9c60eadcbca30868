"""The machine: it connects, guards, speaks and waits."""
