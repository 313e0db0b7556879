s = {
  a = {}
  b = { size = "7", net = { subnets = [{ name = "x" }, { name = "y", public = "true" }] } }
  c = { tags = null, net = null }
}
