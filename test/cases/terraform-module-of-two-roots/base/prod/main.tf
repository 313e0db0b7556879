module "orders" {
  source = "../modules/queue"
  name   = "orders-prod"
}
