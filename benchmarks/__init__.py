"""How fast Maraude is, beside the smallest bot that could be: ``python -m benchmarks``."""
