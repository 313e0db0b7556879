resource "aws_security_group" "web" {
  name   = "web"
  tags = { team = "orders" }
  vpc_id = "vpc-1"

  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["10.0.0.0/8", "192.168.0.0/16"]
  }

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_vpc_security_group_ingress_rule" "ssh" {
  security_group_id = aws_security_group.web.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "10.1.0.0/16"
  description = "ssh"
}

resource "aws_security_group" "db" {
  name   = "db"
  description = "Managed by Terraform"
  vpc_id = "vpc-1"
}

resource "aws_security_group_rule" "db" {
  type              = "ingress"
  security_group_id = "sg-db"
  protocol          = "tcp"
  from_port         = 5432
  to_port           = 5432
  cidr_blocks       = ["10.1.0.0/16", "10.2.0.0/16", "10.3.0.0/16"]
}

resource "aws_security_group_rule" "db_out" {
  type              = "egress"
  security_group_id = "sg-db"
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
  self              = true
  description = "all"
}

resource "aws_vpc_security_group_ingress_rule" "db_from_web" {
  security_group_id            = "sg-db"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = "sg-web"
  description                  = "from web"
}

resource "aws_vpc_security_group_egress_rule" "db_gone" {
  security_group_id = "sg-db"
  ip_protocol       = "udp"
  from_port         = 53
  to_port           = 53
  cidr_ipv4         = "10.0.0.2/32"
  description = "dns"
}
