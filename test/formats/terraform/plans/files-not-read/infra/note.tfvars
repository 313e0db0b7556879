a = "no"
