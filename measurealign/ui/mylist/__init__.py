"""The page My list: bring a list, confirm what each line is, see it beside others."""
