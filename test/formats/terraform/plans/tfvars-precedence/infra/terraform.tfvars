from_tfvars          = "terraform.tfvars"
from_tfvars_json     = "terraform.tfvars"
from_auto            = "terraform.tfvars"
from_auto_json       = "terraform.tfvars"
from_var_file        = "terraform.tfvars"
from_second_var_file = "terraform.tfvars"
from_cli             = "terraform.tfvars"
list                 = ["terraform.tfvars"]
map = {
  terraform = "tfvars"
}
