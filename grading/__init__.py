"""What teachers run. It knows nbgrader and nothing of calculus: it serves any nbgrader course directory."""
