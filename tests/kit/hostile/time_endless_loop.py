# attack: loops for ever while it is imported
# honest: it gave no answer in time
# expect: outcome=timeout,not_run max=0
while True:
    pass
