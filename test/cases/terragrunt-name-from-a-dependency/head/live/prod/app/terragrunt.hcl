include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "${get_repo_root()}/modules//queue"
}

inputs = {
  name    = "${dependency.base.outputs.prefix}-app"
  timeout = 60
}

dependency "base" {
  config_path  = "../base"
  mock_outputs = { prefix = "mock" }
}
