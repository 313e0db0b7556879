locals { a = "read" }
