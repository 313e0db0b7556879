variable "1x" { default = 1 }
