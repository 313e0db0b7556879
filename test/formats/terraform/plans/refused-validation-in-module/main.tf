module "service" {
  source = "./service"
  min    = 4
  max    = 2
}
