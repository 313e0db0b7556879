from_var_file        = "vars/common.tfvars"
from_second_var_file = "vars/common.tfvars"
from_cli             = "vars/common.tfvars"
list                 = ["common", 1, true]
