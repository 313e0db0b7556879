module "types" {
  source           = "./types"
  string_number    = 12
  string_float     = 1.50
  string_bool      = true
  number_string    = "0042.50"
  number_exp       = "1e3"
  bool_string      = "true"
  list_tuple       = ["a", 1, true, null]
  list_set         = toset(["z", "y", "z"])
  set_list         = ["b", "a", "b", "c"]
  set_numbers      = [3, "1", 2, 10, "3"]
  map_object       = { a = 1, b = "two", c = true }
  object_extra     = { name = 5, unused = [1], size = "3" }
  object_map       = tomap({ name = "m", size = "9" })
  tuple_list       = ["1", "2"]
  list_of_objects  = [{ a = 1, b = 2 }, { a = "x" }]
  map_of_lists     = { x = ["1"], y = [] }
  nested           = { items = { k = { tags = ["t", "s", "t"], n = "1" } } }
  bools            = ["true", false, "false"]
  object_in_set    = [{ id = "1" }, { id = 1 }, { id = 2 }]
}
output "types" { value = module.types.all }
output "sum" { value = module.types.all.number_string + 1 }
