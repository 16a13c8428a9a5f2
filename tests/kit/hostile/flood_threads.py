# attack: starts threads by the thousand, with the smallest stack there is
# honest: threads end with the process, and the next submission notices nothing
# expect: outcome=raised,crashed,timeout,not_run max=0
import threading
import time

threading.stack_size(64 * 1024)
try:
    for _ in range(3000):
        threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()
except BaseException:
    pass


class Dense:
    pass
