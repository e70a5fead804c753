"""What was promised and reached: indicators with targets, units' sheets, recap, achievement, the report."""
