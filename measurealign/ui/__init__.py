"""The screens: one page a file, no arithmetic; numbers come from the modules below."""
