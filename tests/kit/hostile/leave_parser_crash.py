# attack: hands in source that brings compilers to their knees
# honest: a source that cannot be compiled defines nothing
# expect: outcome=raised,crashed,not_run max=0
source = "(" * 50_000 + "1" + ")" * 50_000
eval("+" + "-~" * 100_000 + "1")
eval(source)
