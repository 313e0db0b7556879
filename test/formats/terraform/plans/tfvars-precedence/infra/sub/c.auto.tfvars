from_default = "sub/c.auto.tfvars"
