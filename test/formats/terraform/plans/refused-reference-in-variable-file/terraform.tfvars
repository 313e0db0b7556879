other = "x"
name  = "${var.other}-y"
