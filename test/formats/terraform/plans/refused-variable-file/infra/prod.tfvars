sizes = {
  web = { cpu = 1 }
  api = { memory = 2 }
}
