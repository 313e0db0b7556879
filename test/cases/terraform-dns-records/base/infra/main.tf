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
  type    = "TXT"
  ttl     = 300
  records = ["verify=1"]
}

resource "aws_route53_record" "wildcard" {
  zone_id = "Z1"
  name    = "*.example.com"
  type    = "CNAME"
  ttl     = 60
  records = ["front.example.com"]
}

resource "aws_route53_record" "gone" {
  zone_id = "Z1"
  name    = "gone.example.com"
  type    = "CNAME"
  ttl     = 60
  records = ["front.example.com"]
}

resource "aws_route53_record" "in_no_zone" {
  zone_id = "Z9"
  name    = "gone.example.org"
  type    = "CNAME"
  ttl     = 60
  records = ["front.example.com"]
}
