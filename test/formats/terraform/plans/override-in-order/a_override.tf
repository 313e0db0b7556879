variable "a" { default = "a" }
locals { l = "a" }
resource "terraform_data" "r" { input = "a" }
module "m" { x = "a" }
