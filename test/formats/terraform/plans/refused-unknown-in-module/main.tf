resource "terraform_data" "src" {
  input = 2
}
module "m" {
  source = "./m"
  sizes  = { for k in ["a"] : k => terraform_data.src.output }
  names  = [terraform_data.src.id]
}
