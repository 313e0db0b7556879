resource "terraform_data" "base" {
  input = "base"
}
resource "terraform_data" "replaced" {
  input            = "replaced"
  triggers_replace = { base = terraform_data.base.id, fixed = [1, "a"] }
  lifecycle {
    create_before_destroy = true
    prevent_destroy       = true
    ignore_changes        = all
    replace_triggered_by  = [terraform_data.base.output, terraform_data.counted[0]]
  }
}
resource "terraform_data" "counted" {
  count      = 2
  input      = { index = count.index, peer = try(terraform_data.base.input, "none") }
  depends_on = [terraform_data.base, module.late]
  provisioner "local-exec" {
    command = "echo ${self.id}"
  }
  connection {
    host = self.input.peer
  }
}
module "late" {
  source     = "./late"
  depends_on = [terraform_data.base]
  name       = "late"
}
output "late" {
  value      = module.late.name
  depends_on = [terraform_data.replaced]
}
output "known" { value = terraform_data.counted[*].input.index }
