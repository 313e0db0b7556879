variable "name" {}
output "json" {
  value = templatefile("${path.module}/policy.json.tftpl", { name = var.name, actions = ["s3:Get*", "s3:List*"] })
}
output "paths" {
  value = { module = path.module, root = path.root, own = file("${path.module}/own.txt"), of_root = file("${path.root}/config/a.txt"), set = fileset(path.module, "*.t*") }
}
