x = "c.auto.tfvars"
