include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "${get_repo_root()}/modules//queue"
}

inputs = {
  dead_letters = "arn:aws:sqs:eu-west-1:111122223333:dead-letters"
  name    = basename(get_terragrunt_dir())
  timeout = 30
}
