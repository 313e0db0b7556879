v = { file = 2, nested = { deep = [1, "two", null] } }
