output "a" {
  value = <<-A
      six
    four
        eight ${"x"}

      six
    A
}
output "b" {
  value = <<-B
	tab
	  tab2
	B
}
output "e" {
  value = [<<E1
one
E1
    , <<E2
two
E2
  ]
}
output "f" {
  value = <<-F
  a
  ${join("\n", ["p", "q"])}
   b
  F
}
output "g" {
  value = <<-G
    %{ if true }
    yes
    %{ else }
    no
    %{ endif }
    ${~ "x" ~}
    z
  G
}
