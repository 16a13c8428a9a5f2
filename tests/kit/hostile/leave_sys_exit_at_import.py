# attack: leaves by sys.exit(0) while it is imported, as if all were well
# honest: no class was defined, so every case is lost
# expect: outcome=raised,unimplemented,not_run max=0
import sys

sys.exit(0)
