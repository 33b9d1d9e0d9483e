"""Which question comes next, and why."""
