/**
 * Local values of the module that the console runs in: templates, which `templatestring` takes as references only, and
 * settings as root modules have them.
 */
export const LOCALS: Readonly<Record<string, string>> = {
  greeting: '"Hello, $${name}!"',
  listing: '"%%{ for x in items }- $${x}\\n%%{ endfor }"',
  broken: '"$${"',
  plain: '"plain"',
  single: '"$${value}"',
  nested: '"$${templatestring(a, {})}"',
  secret: 'sensitive("hush $${name}")',
  none: "null",
  number: "5",
  templates: '{ one = "<$${x}>", list = ["$${x}!"] }',
  name: '"orders"',
  account: '"111122223333"',
  enabled: "true",
  unset: "null",
  tags: '{ Name = "orders", Team = "core", CostCenter = 42 }',
  zones: '["eu-west-1a", "eu-west-1b", "eu-west-1c"]',
  sizes: '{ dev = "small", prod = "large", default = "medium" }',
  services:
    '{ api = { port = 8080, cpu = 256, public = true, hosts = ["api.example.com"] }, worker = { port = null, cpu = 512, public = false, hosts = [] } }',
  rules:
    '[{ from = 80, to = 80, cidrs = ["0.0.0.0/0"], note = "http" }, { from = 443, to = 443, cidrs = ["10.0.0.0/8", "192.168.0.0/16"] }]',
  topics: 'toset(["paid", "created"])',
  role: '"arn:aws:iam::111122223333:role/deploy/ci"',
};

/** Variables of that module that have no value, with their types: the console takes them for not known yet. */
export const UNSET: Readonly<Record<string, string>> = {
  text: "string",
  number: "number",
  bool: "bool",
  list: "list(string)",
  set: "set(string)",
  map: "map(number)",
  object: "object({ a = string, b = number })",
  any: "any",
};
