locals {
  policy = {
    Version   = "2012-10-17"
    Statement = [{ Sid = "Read", Effect = "Allow", Action = ["s3:Get*"], Resource = "*", Condition = { Bool = { "aws:SecureTransport" = true } } }]
  }
}
resource "terraform_data" "all" {
  input = {
    json       = jsonencode(local.policy)
    json_odd   = jsonencode({ z = null, a = "<&>\u2028é\"\\\n", n = 1.50, big = 12345678901234567890, s = toset(["b", "a"]), e = {}, l = [] })
    json_back  = jsondecode("{\"a\":[1,2.50,true,null],\"b\":\"\\u00e9\"}")
    json_deep  = jsondecode(jsonencode(local.policy)).Statement[0].Action[0]
    yaml       = yamlencode({ b = [1, "two", true, null], a = { "k: v" = "x\ny", n = 1.5, s = "yes", e = "" }, l = [] })
    yaml_back  = yamldecode("a: 1\nb: [x, 2.5, true, ~]\nc: 'q'\n")
    b64        = [base64encode("héllo"), base64decode("aMOpbGxv")]
    url        = urlencode("a b/ü&=+~*'()")
    hashes     = [md5("a"), sha1("a"), sha256("a"), base64sha256("a"), substr(sha512("a"), 0, 16), substr(base64sha512("a"), 0, 16)]
    uuidv5     = [uuidv5("dns", "example.com"), uuidv5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "x")]
    text       = [textencodebase64("ab", "UTF-16LE"), textdecodebase64("YQBiAA==", "UTF-16LE")]
    csv        = csvdecode("a,b\n1,\"x,y\"\n")
    time       = [timeadd("2024-02-28T23:00:00Z", "25h"), formatdate("DD MMM YYYY hh:mm ZZZ", "2024-01-02T03:04:05Z"), timecmp("2024-01-01T00:00:00Z", "2024-01-01T01:00:00+01:00")]
    type       = [jsonencode(tomap({ b = 1, a = 2 })), jsonencode(["é", 1e3, 1e-7])]
  }
}
