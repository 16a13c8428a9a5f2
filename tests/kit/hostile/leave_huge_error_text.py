# attack: raises an exception with megabytes of text full of control sequences
# honest: the text is cut and cleaned
# expect: outcome=raised,not_run max=0
raise ValueError("\x1b[2J\x1b]0;graded\x07\u202e\x00" * 500_000)
