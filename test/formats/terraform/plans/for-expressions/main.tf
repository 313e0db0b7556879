locals {
  people = {
    ada   = { team = "core", age = 36, langs = ["c", "ada"] }
    bob   = { team = "web", age = 25, langs = [] }
    carol = { team = "core", age = 50, langs = ["ts"] }
  }
  matrix = [[1, 2], [3], []]
}
output "all" {
  value = {
    list      = [for name, p in local.people : "${name}:${p.age}"]
    no_key    = [for p in local.people : p.team]
    filter    = [for name, p in local.people : name if p.age > 30 && length(p.langs) > 0]
    map       = { for name, p in local.people : upper(name) => p.age * 2 }
    group     = { for name, p in local.people : p.team => name... }
    group2    = { for name, p in local.people : (p.age > 30 ? "old" : "young") => { name = name }... }
    nested    = { for name, p in local.people : name => { for i, l in p.langs : l => i } }
    flat      = merge([for name, p in local.people : { for l in p.langs : l => name }]...)
    index     = [for i, row in local.matrix : { i = i, sum = length(row) > 0 ? sum(row) : 0 }]
    cross     = [for row in local.matrix : [for n in row : n * n]]
    set       = [for s in toset(["z", "a", "m"]) : s]
    set_map   = { for s in toset(["z", "a"]) : s => s }
    numbers   = [for n in toset([10, 9, 100]) : n]
    object    = [for k, v in { b = 1, a = "x", c = null } : "${k}" if v != null]
    shadow    = [for path in ["a"] : path]
    keys      = { for k, v in ["x", "y"] : k => v }
    text      = { for c in split("", "hello") : c => c... }
    tuple_if  = [for x in [1, "a", true, null, [1]] : x if can(tostring(x)) && x != null]
    over_null = try([for x in null : x], "null fails")
    key_types = { for x in [1, true, "s"] : x => x }
    spread    = concat([for row in local.matrix : row]...)
    deep      = [for k, v in { for a, b in local.people : a => b.langs if length(b.langs) > 0 } : "${k}=${join("+", v)}"]
    inverted  = transpose({ for k, v in local.people : k => v.langs })
    shadowing = [for x in [1, 2] : [for x in [x * 10] : x]]
  }
}
