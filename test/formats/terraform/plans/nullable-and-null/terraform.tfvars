assigned = null
kept     = null
