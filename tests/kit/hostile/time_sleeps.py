# attack: sleeps for an hour while it is imported, at no cost of CPU
# honest: it gave no answer in time
# expect: outcome=timeout,not_run max=0
import time

time.sleep(3600)
