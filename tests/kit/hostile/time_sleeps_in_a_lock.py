# attack: waits for a lock that nobody will release
# honest: it gave no answer in time
# expect: outcome=timeout,not_run max=0
import threading

lock = threading.Lock()
lock.acquire()
lock.acquire()
