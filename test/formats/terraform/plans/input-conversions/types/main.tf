variable "string_number" { type = string }
variable "string_float" { type = string }
variable "string_bool" { type = string }
variable "number_string" { type = number }
variable "number_exp" { type = number }
variable "bool_string" { type = bool }
variable "list_tuple" { type = list(string) }
variable "list_set" { type = list(string) }
variable "set_list" { type = set(string) }
variable "set_numbers" { type = set(number) }
variable "map_object" { type = map(string) }
variable "object_extra" { type = object({ name = string, size = number }) }
variable "object_map" { type = object({ name = string, size = number }) }
variable "tuple_list" { type = tuple([string, number]) }
variable "list_of_objects" { type = list(object({ a = string, b = optional(number) })) }
variable "map_of_lists" { type = map(list(number)) }
variable "nested" { type = object({ items = map(object({ tags = set(string), n = number })) }) }
variable "bools" { type = list(bool) }
variable "object_in_set" { type = set(object({ id = number })) }
output "all" {
  value = {
    string_number   = var.string_number
    string_float    = var.string_float
    string_bool     = var.string_bool
    number_string   = var.number_string
    number_exp      = var.number_exp
    bool_string     = var.bool_string
    list_tuple      = var.list_tuple
    list_set        = var.list_set
    set_list        = var.set_list
    set_numbers     = var.set_numbers
    map_object      = var.map_object
    object_extra    = var.object_extra
    object_map      = var.object_map
    tuple_list      = var.tuple_list
    list_of_objects = var.list_of_objects
    map_of_lists    = var.map_of_lists
    nested          = var.nested
    bools           = var.bools
    object_in_set   = length(var.object_in_set)
  }
}
