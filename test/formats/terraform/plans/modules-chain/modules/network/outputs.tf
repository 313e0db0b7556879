output "private" {
  value = { for zone, subnet in local.subnets : zone => subnet.private }
}
output "label" {
  value = "${var.env}-${length(var.zones)}z"
}
