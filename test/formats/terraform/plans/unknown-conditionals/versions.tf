# From 1.12 on, `&&` and `||` are decided by one known side.
terraform {
  required_version = "~> 1.11.0"
}
