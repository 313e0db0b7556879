name = "from crlf tfvars"
