repeated   = "second"
