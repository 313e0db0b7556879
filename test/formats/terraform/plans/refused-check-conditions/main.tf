locals { list = [1] }
check "no_such_index" {
  assert {
    condition     = local.list[3] == 1
    error_message = "no"
  }
}
check "no_bool" {
  assert {
    condition     = local.list
    error_message = "no"
  }
}
check "fails" {
  assert {
    condition     = local.list[0] == 2
    error_message = "a warning"
  }
}
