# attack: computes one number for hours inside a C function that hears no signal
# honest: it gave no answer in time
# expect: outcome=timeout,crashed,not_run max=0
nine = 9
value = nine**nine**nine
