w = "B"
