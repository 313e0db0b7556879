variable "greeting" { default = "hello $${name}, %%{ for x in xs }<$${x}>%%{ endfor }" }
locals {
  template = "x=$${x} up=$${upper(x)}"
  lines    = templatefile("${path.module}/outer.tftpl", { names = ["a", "b"], inner = "${path.module}/inner.tftpl", opts = { deep = { k = "v" } } })
}
resource "terraform_data" "all" {
  input = {
    from_local = templatestring(local.template, { x = "q" })
    from_var   = templatestring(var.greeting, { name = "you", xs = [1, 2] })
    lines      = local.lines
    single     = templatefile("single.tftpl", { list = [1, "a"] })
    json       = jsondecode(templatefile("data.json.tftpl", { names = ["a", "b"], on = true }))
  }
}
