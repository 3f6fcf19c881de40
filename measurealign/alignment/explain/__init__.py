"""Why the answer is as it is: reasons, what was left out, what could be added."""
