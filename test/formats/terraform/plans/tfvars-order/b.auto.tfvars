c="bauto"
d="bauto"
e="bauto"
