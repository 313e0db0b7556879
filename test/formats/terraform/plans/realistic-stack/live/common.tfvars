project = "orders"
owners  = ["payments", "core"]
queues = {
  incoming = { visibility = 30 }
  outgoing = { fifo = true, dlq = { max = 3 } }
}
