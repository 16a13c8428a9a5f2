# attack: warns without end
# honest: it gave no answer in time, or printed too much
# expect: outcome=crashed,timeout,not_run max=0
import warnings

warnings.simplefilter("always")
while True:
    warnings.warn("passed " * 1000)
