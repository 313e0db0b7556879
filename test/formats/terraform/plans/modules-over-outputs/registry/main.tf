locals {
  definitions = [
    { name = "orders", visibility = 30, alarm = true },
    { name = "invoices", visibility = 60 },
    { name = "ledger", alarm = true },
  ]
}
output "queues" {
  value = { for d in local.definitions : d.name => { visibility = try(d.visibility, 45) } }
}
output "alarmed" {
  value = [for d in local.definitions : d.name if try(d.alarm, false)]
}
