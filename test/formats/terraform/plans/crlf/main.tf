variable "name" {
  default = "crlf"
}
locals {
  text = <<EOT
one ${var.name}
two
EOT
  indented = <<-EOT
    one
      two ${var.name}
    %{ for x in ["a", "b"] ~}
    ${x}
    %{ endfor ~}
  EOT
}
resource "terraform_data" "a" {
  input = {
    text     = local.text
    indented = local.indented
    file     = file("${path.module}/unix.txt")
    dos      = file("dos.txt")
    lines    = split("\n", local.text)
    length   = length(local.text)
    template = templatefile("t.tftpl", { xs = [1, 2] })
  }
}
