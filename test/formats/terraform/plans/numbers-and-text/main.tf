output "a" { value = 1 / 3 }
output "b" { value = 0.1 + 0.2 }
output "c" { value = 9007199254740993 }
output "d" { value = "${1e3} ${1.50} ${-0} ${100000000000000000000}" }
output "e" { value = 7 % -3 }
output "f" { value = -7 % 3 }
output "g" { value = [floor(-1.5), ceil(1.2), abs(-3), signum(-2), pow(2, 0.5), log(8, 2), max(1, 2.5), min(3, -1)] }
output "h" { value = parseint("ff", 16) + tonumber("1.5") }
output "i" { value = "5" + 3 }
output "j" { value = 1 == "1" }
output "k" { value = "true" && true }
output "l" { value = !"false" }
output "m" { value = tostring(1.10) }
output "n" { value = format("%5.2f|%-5s|%05d|%x|%q|%v|%#v|%t|%%|%e", 3.14159, "ab", 42, 255, "q", [1], {a=1}, true, 12345.678) }
output "o" { value = formatlist("%s-%d", ["a", "b"], [1, 2]) }
