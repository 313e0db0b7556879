/** What every generated module begins with: the variables and locals that its resources use. */

export const VARIABLES = `variable "environment" {
  description = "Which environment this is: dev, staging or prod."
  type        = string
  default     = "prod"

  validation {
    condition     = contains(["dev", "staging", "prod"], var.environment)
    error_message = "The environment must be dev, staging or prod."
  }
}

variable "region" {
  description = "Where everything is deployed."
  type        = string
  default     = "eu-west-1"
}

variable "retention_days" {
  description = "How long messages and logs are kept, in days."
  type        = number
  default     = 14
}

variable "allowed_ports" {
  type    = list(number)
  default = [80, 443, 8080]
}

variable "log_levels" {
  type = map(string)
  default = {
    dev  = "debug"
    prod = "warn"
  }
}

variable "topic_arns" {
  description = "Topics that the queues listen to."
  type        = list(string)
  default = [
    "arn:aws:sns:eu-west-1:111122223333:orders",
    "arn:aws:sns:eu-west-1:111122223333:invoices",
  ]
}

variable "subnet_ids" {
  type = list(string)
}

variable "vpc_id" {
  type = string
}

variable "kms_key_id" {
  type    = string
  default = "alias/aws/sqs"
}

variable "cluster_arn" {
  type    = string
  default = null
}

variable "alarm_topic_arn" {
  type    = string
  default = ""
}

variable "registry" {
  type    = string
  default = "111122223333.dkr.ecr.eu-west-1.amazonaws.com"
}

variable "image_tag" {
  type    = string
  default = "latest"
}

variable "ami_id" {
  type    = string
  default = "ami-0123456789abcdef0"
}
`;

export const LOCALS = `locals {
  prefix = "\${var.environment}-\${replace(var.region, "-", "")}"

  tags = merge(
    {
      Environment = var.environment
      Service     = "orders"
      ManagedBy   = "terraform"
    },
    var.environment == "prod" ? { Tier = "1" } : {},
  )

  settings = {
    environment = var.environment
    region      = var.region
    retention   = tostring(var.retention_days)
  }

  # One list of all ports, smallest first.
  ports = sort([for port in var.allowed_ports : format("%05d", port) if port > 0])
}
`;

export const VERSIONS = `terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }

  backend "s3" {
    bucket = "acme-terraform-state"
    key    = "orders/terraform.tfstate"
    region = "eu-west-1"
  }
}

provider "aws" {
  region = "eu-west-1"

  default_tags {
    tags = {
      Repository = "acme/infra"
      CostCenter = "4711"
    }
  }
}

provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}
`;

/** What a module gives to those who call it. */
export function outputs(names: readonly string[]): string {
  return names
    .map(
      (name) => `output "${name}" {
  description = "What others need to know of ${name}."
  value       = "\${local.prefix}-${name}"
}
`,
    )
    .join("\n");
}

/** Calls of local modules, with the arguments that the modules' variables want. */
export function moduleCalls(modules: readonly string[]): string {
  return modules
    .map(
      (module) => `module "${module.replaceAll("-", "_")}" {
  source = "../../modules/${module}"

  environment    = var.environment
  region         = var.region
  retention_days = var.retention_days
  subnet_ids     = var.subnet_ids
  vpc_id         = var.vpc_id
  allowed_ports  = [443]
}
`,
    )
    .join("\n");
}
