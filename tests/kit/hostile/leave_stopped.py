# attack: stops itself with SIGSTOP, so that it neither runs nor ends
# honest: it gave no answer in time
# expect: outcome=timeout,not_run max=0
import os
import signal

os.kill(os.getpid(), signal.SIGSTOP)
