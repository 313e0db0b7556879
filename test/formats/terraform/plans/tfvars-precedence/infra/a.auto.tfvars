from_auto            = "a.auto.tfvars"
from_auto_json       = "a.auto.tfvars"
from_var_file        = "a.auto.tfvars"
from_second_var_file = "a.auto.tfvars"
from_cli             = "a.auto.tfvars"
map                  = { a = "auto" }
