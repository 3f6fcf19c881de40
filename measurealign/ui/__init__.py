"""The screens: pages/ holds one page a file; beside it stand the parts that pages are made of."""
