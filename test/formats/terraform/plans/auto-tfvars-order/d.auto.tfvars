y = "d"
