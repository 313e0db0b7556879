locals {
  a = { x = 1, y = { z = [1, 2] } }
  b = { y = "replaced", w = null }
  people = [
    { name = "ada", team = "core", langs = ["go", "c"] },
    { name = "bob", team = "web", langs = [] },
    { name = "cy", team = "core", langs = ["ts"] },
  ]
}
resource "terraform_data" "all" {
  input = {
    merge      = merge(local.a, local.b, { v = [] })
    merge_none = merge()
    merge_null = merge({ a = 1 }, null, { b = 2 })
    lookup     = [lookup(local.a, "x", 0), lookup(local.a, "nope", "d")]
    try        = [try(local.a.y.z[5], local.a.q, "third"), try(local.b.y.z, "no")]
    coalesce   = [coalesce(null, "", "x"), coalesce(null, 5), coalesce(local.b.w, "b")]
    coalescel  = coalescelist([], ["a"], ["b"])
    flatten    = flatten([[1, [2, [3]]], [], 4, toset(["s"])])
    pairs      = flatten([for p in local.people : [for l in p.langs : "${p.name}:${l}"]])
    zipmap     = zipmap(["b", "a"], [1, { c = 2 }])
    setproduct = setproduct(["a", "b"], [1, 2])
    group      = { for p in local.people : p.team => p.name... }
    distinct   = distinct([1, "1", 2, 1, "b", "b"])
    concat     = concat([1], ["a"], [], [[2]])
    contains   = [contains(["a"], "a"), contains([1, 2], "1"), contains(toset(["x"]), "y")]
    keys       = keys({ b = 1, a = 2, "10" = 3, "9" = 4, B = 5 })
    values     = values({ b = 1, a = "2" })
    slice      = slice(["a", "b", "c", "d"], 1, 3)
    sort       = sort(["b", "a", "C", "10", "9"])
    reverse    = reverse([1, "a", null])
    range      = [range(3), range(1, 4), range(10, 0, -4), range(0, 1, 0.25)]
    element    = [element(["a", "b"], 3), element(["a", "b", "c"], 4)]
    index      = index(["a", "b"], "b")
    sum        = [sum([1, 2.5, "3"]), max(1, "10", 2), min([3, 1, 2]...)]
    all        = [alltrue([]), alltrue([true, "true"]), anytrue([]), anytrue([false, true])]
    one        = [one([]), one(["x"]), one(toset(["y"]))]
    sets       = [setunion(["a"], ["b", "a"]), setintersection(["a", "b"], ["b"]), setsubtract(["a", "b"], ["b"])]
    matchkeys  = matchkeys(["i1", "i2", "i3"], ["a", "b", "a"], ["a"])
    transpose  = transpose({ a = ["1", "2"], b = ["2"] })
    compact    = compact(["a", "", "b"])
    types      = [tolist(toset([2, 1])), tomap({ a = 1, b = "x" }), toset(["b", "a", "b"]), tostring(1.0), tobool("true")]
    length     = [length("héllo"), length([]), length({ a = 1 }), length(toset([1, 1]))]
  }
}
