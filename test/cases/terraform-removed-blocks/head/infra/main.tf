removed {
  from = aws_sqs_queue.forgotten
  lifecycle {
    destroy = false
  }
}
removed {
  from = aws_sqs_queue.forgotten_and_gone
  lifecycle {
    destroy = false
  }
}
removed {
  from = aws_sqs_queue.deleted
  lifecycle {
    destroy = true
  }
}
moved {
  from = aws_sqs_queue.renamed
  to   = aws_sqs_queue.renamed_again
}
moved {
  from = aws_sqs_queue.moved
  to   = aws_sqs_queue.renamed
}
removed {
  from = aws_sqs_queue.renamed_again
  lifecycle {
    destroy = false
  }
}
removed {
  from = module.pair
  lifecycle {
    destroy = false
  }
}
module "kept" {
  source = "./kept"
}
