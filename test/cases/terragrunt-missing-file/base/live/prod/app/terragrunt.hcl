include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "${get_repo_root()}/modules//queue"
}

locals {
  team = read_terragrunt_config(find_in_parent_folders("team.hcl"))
}

inputs = {
  team    = local.team.locals.name
  name    = basename(get_terragrunt_dir())
  timeout = 30
}
