variable "names" {
  default = ["ada", "grace"]
}
locals {
  plain = <<EOT
plain ${var.names[0]}
  kept   indent
EOT
  stripped = <<-EOT
    four
      six
    four $${not} %%{not}
  EOT
  uneven = <<-EOT
      first
    second
        third

    after blank
  EOT
  loop = <<-EOT
    %{for n in var.names~}
    user ${n}
    %{endfor~}
    end
  EOT
  loop_kept = <<-EOT
    %{ for i, n in var.names }
    ${i}=${n}
    %{ endfor }
  EOT
  branch = <<-EOT
    a %{if length(var.names) > 1}many%{else}one%{endif} b
    %{ if false ~}
    never
    %{ else ~}
    always
    %{ endif ~}
  EOT
  nested = <<-OUTER
    { "list": ${jsonencode([for n in var.names : upper(n)])} }
    ${"inner ${"deeper ${var.names[1]}"}"}
  OUTER
  tabs = <<-EOT
		tab
		  tab and two
	EOT
  empty = <<EOT
EOT
  blank = <<-EOT

  EOT
  backslash = <<EOT
C:\path\n "quoted" \${var.names[1]}
EOT
  in_call = trimspace(<<-EOT
      padded
    EOT
  )
  in_list = [<<A
a
A
    , <<B
b
B
  ]
  starts_with_template = <<-EOT
      ${var.names[0]}
        two more
  EOT
  marker_in_text = <<EOT
 EOT is not the end
EOTX
x EOT
EOT
}
resource "terraform_data" "text" {
  input = {
    plain     = local.plain
    stripped  = local.stripped
    uneven    = local.uneven
    loop      = local.loop
    loop_kept = local.loop_kept
    branch    = local.branch
    nested    = local.nested
    tabs      = local.tabs
    empty     = local.empty
    blank     = local.blank
    backslash = local.backslash
    in_call   = local.in_call
    in_list   = local.in_list
    starts    = local.starts_with_template
    marker    = local.marker_in_text
  }
}
