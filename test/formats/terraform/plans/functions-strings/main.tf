locals {
  arn = "arn:aws:iam::111122223333:role/path/to/Name_1"
}
resource "terraform_data" "all" {
  input = {
    format     = format("%s-%03d-%.2f-%t-%q-%v-%%-%5s|%-5s|%x|%X|%o|%e|%g", "a", 7, 3.14159, true, "q\"", [1, "x"], "r", "l", 255, 255, 8, 12345.678, 0.00001)
    indexed    = [format("%[2]s %[1]s", "one", "two"), format("%#v", { k = null })]
    formatlist = formatlist("%s:%s", ["a", "b"], "x")
    regex      = regex("role/(?P<path>.*/)?(?P<name>[^/]+)$", local.arn)
    regex_one  = regex("[0-9]{12}", local.arn)
    regex_grp  = regex("^arn:([^:]*):([^:]*)", local.arn)
    regexall   = regexall("[a-z]+", "ab1cd2")
    regexpairs = regexall("([a-z])([0-9])", "a1b2")
    replace    = [replace("a.b.c", ".", "-"), replace("a1b22", "/[0-9]+/", "#"), replace("John Smith", "/(\\w+) (\\w+)/", "$2 $1")]
    split      = [split(",", "a,b,,c"), split(",", ""), join("|", ["x", 1, true])]
    substr     = [substr("hello", 1, 3), substr("hello", -3, 2), substr("hello", 2, -1), substr("héé", 1, 1)]
    case       = [upper("aé"), lower("ÀB"), title("hello wORLD foo-bar")]
    trim       = [trim("xxaxx", "x"), trimprefix("aab", "a"), trimsuffix("foobar", "bar"), trimspace("  a\n\t"), chomp("a\r\n\n")]
    pad        = [indent(2, "a\nb\n\nc"), strrev("abç")]
    with       = [startswith("abc", "ab"), endswith("abc", "bc"), strcontains("abc", "d")]
    can        = [can(regex("^x", "y")), can(tonumber("1x")), can(local.arn)]
    parse      = [parseint("ff", 16), parseint("-101", 2), parseint("zz", 36)]
    number     = [abs(-1.5), ceil(1.2), floor(-1.2), log(8, 2), pow(2, 10), signum(-3)]
    string     = [tostring(1e10), tostring(0.1 + 0.2), "${10 / 4}", "${1 / 4}", tostring(100000000000000000000), 5 % 3, -5 % 3]
  }
}
