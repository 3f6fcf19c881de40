"""Colours that hold on white and on near-black, for the colour-blind too (after Okabe and Ito).

Each has a contrast of at least 3 to 1 against both grounds of the app. Colour never stands alone:
a shape, a place or a word says the same.
"""

BLUE = "#2f83c4"
ORANGE = "#c8700a"
GREEN = "#1f9476"
PURPLE = "#b5699a"
GREY = "#7d8894"
#: White and the dark ground: what the colours are held against.
GROUNDS = ("#ffffff", "#10171f")
