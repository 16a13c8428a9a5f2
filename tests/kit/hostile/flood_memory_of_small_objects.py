# attack: builds a list that grows for ever
# honest: memory is capped
# expect: outcome=raised,crashed,timeout,not_run max=0
kept = [0]
while True:
    kept += kept
