d="x"
e="x"
