# attack: matches a regular expression that backtracks for ever
# honest: it gave no answer in time
# expect: outcome=timeout,not_run max=0
import re

re.match(r"(a+)+$", "a" * 60 + "b")
