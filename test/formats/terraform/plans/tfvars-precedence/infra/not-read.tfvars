from_default = "not-read.tfvars"
