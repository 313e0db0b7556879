env = "stage"
timeout = 60
