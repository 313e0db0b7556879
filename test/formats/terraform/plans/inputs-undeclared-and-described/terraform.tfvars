undeclared = "only a warning"
declared   = []
