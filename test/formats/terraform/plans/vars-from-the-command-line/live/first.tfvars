repeated   = "first"
only_first = ["first", { a = 1 }]
