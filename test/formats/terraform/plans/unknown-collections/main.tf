resource "terraform_data" "src" {
  count = 2
  input = count.index
}
locals {
  ids   = terraform_data.src[*].id
  by_id = { for i, s in terraform_data.src : "k${i}" => s.id }
  mixed = ["a", terraform_data.src[0].id, "a"]
}
resource "terraform_data" "all" {
  input = {
    ids       = local.ids
    count     = length(local.ids)
    keys      = keys(local.by_id)
    values    = values(local.by_id)
    size      = length(local.by_id)
    mixed_len = length(local.mixed)
    mixed     = local.mixed
    index     = local.mixed[2]
    set       = toset(local.mixed)
    set_len   = length(toset(local.mixed))
    distinct  = distinct(local.mixed)
    contains  = [contains(local.mixed, "a"), contains(local.mixed, "zz")]
    sort      = sort(local.mixed)
    compact   = compact(local.mixed)
    tolist    = tolist(local.mixed)
    tomap     = tomap(local.by_id)
    one       = one([terraform_data.src[0].id])
    key       = { (terraform_data.src[0].id) = "v" }
    filter    = [for x in local.mixed : x if x != "a"]
    filter_k  = [for i, x in local.mixed : i if i != 1]
    unions    = setunion(["a"], [terraform_data.src[0].id])
    product   = length(setproduct(["a", "b"], local.ids))
    empty     = length(local.ids) == 0
    eq        = [local.mixed == ["b", "c"], local.mixed == ["a", "b", "a"], local.mixed == ["x", "b", "a"]]
    chunk     = chunklist(local.mixed, 2)
    lookup    = [lookup(local.by_id, "k0", "d"), lookup(local.by_id, "no", "d")]
    merge     = merge(local.by_id, { k0 = "known", z = 1 })
    cond_list = length(local.ids) > 1 ? local.ids : []
    splatted  = terraform_data.src[*].input
    max       = max(1, length(local.ids))
    join      = join(",", [for s in terraform_data.src : s.input])
    transposd = transpose({ a = [terraform_data.src[0].id] })
    matchkeys = matchkeys(["i"], [terraform_data.src[0].id], ["a"])
    index_of  = try(index(local.mixed, "a"), "fails")
    coalescel = coalescelist(local.ids, ["x"])
  }
}
resource "terraform_data" "per_id" {
  count = length(local.ids)
  input = { id = local.ids[count.index], index = count.index }
}
resource "terraform_data" "per_key" {
  for_each = local.by_id
  input    = { id = each.value, key = each.key }
}
