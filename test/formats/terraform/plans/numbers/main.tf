variable "n" {
  type    = number
  default = "1.10"
}
locals {
  third = 1 / 3
  big   = 12345678901234567890123456789
}
resource "terraform_data" "numbers" {
  input = {
    big        = local.big
    big_text   = tostring(local.big)
    big_plus   = tostring(local.big + 1)
    big_times  = "${local.big * local.big}"
    tenth      = 0.1 + 0.2
    tenth_eq   = 0.1 + 0.2 == 0.3
    third      = local.third
    third_txt  = "${local.third}"
    third_back = local.third * 3
    third_eq   = local.third * 3 == 1
    two_thirds = floor(local.third * 3)
    exp        = [1e3, 1E-3, 1.5e+2, 1e30]
    exp_text   = "${1e30} ${1e-10} ${123456789.123456789}"
    n          = var.n
    n_text     = "${var.n}"
    modulo     = [7 % 3, -7 % 3, 7 % -3, 7.5 % 2]
    division   = [1 / 4, 10 / 3 > 3.3, 2 / 1]
    unary      = [-var.n, - -1, -(2 + 3)]
    order      = [2 + 3 * 4, (2 + 3) * 4, 2 * 3 % 4, 10 - 2 - 3, 1 + 1 == 2 && 2 < 3 || false]
    compare    = [1 < 2, 2 <= 2, 3 > 3, 3 >= 4, 1 == 1.0, 1 != "1", "1" == 1]
    not        = [!true, !(1 > 2), !false && true]
    round      = [floor(2.9), ceil(2.1), floor(-0.5), ceil(-0.5)]
    pow        = [pow(2, 0.5), pow(10, 20), log(100, 10), pow(2, 63)]
    parse      = [parseint("18446744073709551616", 10), parseint("7fffffffffffffff", 16)]
    account    = 111122223333
    zeros      = [007, "007", tonumber("007"), 1.0, 100]
    max_safe   = [9007199254740991, 9007199254740993]
    text       = [tostring(9007199254740993), tostring(0.1), tostring(1.0), tostring(1e21), "${-0}"]
    json       = jsonencode([0.1, 1e21, 1.0, 12345678901234567890, 1e-7])
  }
}
