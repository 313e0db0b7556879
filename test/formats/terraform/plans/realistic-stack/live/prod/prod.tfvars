region   = "eu-west-1"
replicas = { min = 2, max = "6" }
alarms   = { depth = 1000 }
