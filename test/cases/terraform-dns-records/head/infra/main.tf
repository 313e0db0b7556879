data "aws_route53_zone" "main" {
  name = "example.com"
}

data "aws_route53_zone" "other" {
  name = "nowhere.example"
}

resource "aws_lb" "front" {
  name = "front"
}

resource "aws_route53_record" "front" {
  zone_id = data.aws_route53_zone.main.zone_id
  name    = "front.example.com"
  depends_on = []
  type    = "A"

  alias {
    name                   = aws_lb.front.dns_name
    zone_id                = aws_lb.front.zone_id
    evaluate_target_health = true
  }
}

resource "aws_route53_record" "verification" {
  zone_id = data.aws_route53_zone.main.zone_id
  name    = "example.com"
  depends_on = []
  type    = "TXT"
  ttl     = 300
  records = ["verify=1"]
}

resource "aws_route53_record" "wildcard" {
  zone_id = "Z1"
  name    = "*.example.com"
  depends_on = []
  type    = "CNAME"
  ttl     = 90
  records = ["front.example.com"]
}

resource "aws_route53_record" "gone" {
  zone_id = "Z1"
  name    = "gone.example.com"
  depends_on = []
  type    = "CNAME"
  ttl     = 60
  records = ["front.example.com"]
}

resource "aws_route53_record" "in_no_zone" {
  zone_id = "Z9"
  name    = "gone.example.org"
  depends_on = []
  type    = "CNAME"
  ttl     = 60
  records = ["front.example.com"]
}

resource "aws_route53_record" "taken" {
  zone_id = "Z1"
  name    = "old.example.com"
  type    = "CNAME"
  ttl     = 60
  records = ["front.example.com"]
}

resource "aws_route53_record" "in_the_other_zone" {
  zone_id = data.aws_route53_zone.other.zone_id
  name    = "www.nowhere.example"
  type    = "CNAME"
  ttl     = 60
  records = ["front.example.com"]
}
