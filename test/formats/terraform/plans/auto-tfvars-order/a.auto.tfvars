w = "a"
