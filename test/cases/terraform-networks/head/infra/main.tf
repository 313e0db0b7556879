data "aws_route_table" "private" {
  subnet_id = "subnet-1"
}

resource "aws_subnet" "private" {
  vpc_id                  = "vpc-1"
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = false
  tags                    = { tier = "private" }
}

resource "aws_route" "out" {
  route_table_id         = data.aws_route_table.private.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = "nat-2"
}

resource "aws_route" "peer" {
  route_table_id            = "rtb-1"
  destination_cidr_block    = "10.9.0.0/16"
  vpc_peering_connection_id = "pcx-2"
}

resource "aws_internet_gateway_attachment" "main" {
  vpc_id              = "vpc-1"
  internet_gateway_id = "igw-2"
}

resource "aws_volume_attachment" "data" {
  volume_id   = "vol-1"
  instance_id = "i-1"
  device_name = "/dev/sdg"
}

resource "aws_subnet" "public" {
  vpc_id     = "vpc-1"
  cidr_block = "10.0.2.0/24"
}

resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = "rtb-2"
}

resource "aws_route_table_association" "gone" {
  subnet_id      = "subnet-3"
  route_table_id = "rtb-2"
}

resource "aws_route_table_association" "gateway" {
  gateway_id     = "igw-1"
  route_table_id = "rtb-2"
}
