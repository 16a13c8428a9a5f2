# attack: reads address 0 through ctypes
# honest: the process died, and the cases are lost
# expect: outcome=crashed,not_run max=0
import ctypes

ctypes.string_at(0)
