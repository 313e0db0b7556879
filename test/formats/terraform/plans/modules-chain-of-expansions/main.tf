module "a" {
 source = "./a"
 names = ["p", "q"]
 cfg = { env = "prod" }
}
output "o" { value = module.a.all }
