locals {
  env = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
}

generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite_terragrunt"
  contents  = <<-EOF
    provider "aws" {
      region = "${local.env.region}"
      default_tags {
        tags = {
          unit = "${path_relative_to_include()}"
        }
      }
    }
  EOF
}

remote_state {
  backend = "s3"
  generate = {
    path      = "backend.tf"
    if_exists = "overwrite_terragrunt"
  }
  config = {
    bucket = "orders-state"
    key    = "${path_relative_to_include()}/terraform.tfstate"
    region = local.env.region
  }
}

inputs = {
  env       = local.env.name
  retention = local.env.retention
}
