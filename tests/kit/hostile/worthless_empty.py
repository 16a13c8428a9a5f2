# attack: hands in nothing at all but this comment
# honest: nothing is defined
# expect: outcome=unimplemented,raised,not_run max=0
