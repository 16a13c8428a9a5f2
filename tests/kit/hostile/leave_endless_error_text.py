# attack: raises an exception whose text is an endless computation
# honest: the time is the submission's own
# expect: outcome=timeout,not_run max=0
class Endless(Exception):
    def __str__(self):
        while True:
            pass


raise Endless
