# attack: loops for ever with every signal ignored or handled
# honest: it gave no answer in time
# expect: outcome=timeout,not_run max=0
import signal

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
while True:
    pass
