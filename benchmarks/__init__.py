"""How fast Himpun is, as ratios against another way of doing the same work, measured side by side in one run.

`python -m benchmarks` prints the table and writes build/bench.json. Each subject is one module, whose first words say
what it is measured against, and what neither side does.
"""
