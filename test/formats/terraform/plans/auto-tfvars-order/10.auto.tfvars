v = { file = 10 }
