module "orders" {
  source = "../modules/queue"
  name   = "orders-test"
}
