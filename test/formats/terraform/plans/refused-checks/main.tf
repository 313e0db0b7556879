locals { list = [1] }
check "refers_to_nothing" {
  assert {
    condition     = 1 == 1
    error_message = "no"
  }
}
check "empty" {}
check "twice" {
  assert {
    condition     = local.list[0] == 1
    error_message = "no"
  }
}
check "twice" {
  assert {
    condition     = local.list[0] == 1
    error_message = "no"
  }
}
check "counted" {
  data "terraform_remote_state" "other" {
    count   = 2
    backend = "local"
    config  = { path = "none" }
  }
  assert {
    condition     = local.list[0] == 1
    error_message = "no"
  }
}
