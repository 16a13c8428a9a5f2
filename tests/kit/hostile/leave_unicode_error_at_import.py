# attack: raises UnicodeDecodeError while it is imported, an exception that cannot be built from one text
# honest: the submission raised, in every case
# expect: outcome=raised,not_run max=0
b"\xff".decode("ascii")
