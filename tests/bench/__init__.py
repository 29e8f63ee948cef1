"""Speed and memory of reading, beside what raw libraries need for the same pages. Nothing is asserted on time."""
