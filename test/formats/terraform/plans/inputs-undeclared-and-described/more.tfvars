# a comment
declared = [
  { a = 1, b = true },
  { "c d" = "x" }, # trailing comma
]
also_undeclared = { a = [1] }
