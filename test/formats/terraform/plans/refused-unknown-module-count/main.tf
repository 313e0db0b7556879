resource "terraform_data" "src" {
  input = 2
}
module "m" {
  source = "./m"
  count  = terraform_data.src.output
  index  = count.index
}
