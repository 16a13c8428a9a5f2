# attack: answers the loading with an array whose shape no array can have
# honest: the connection is broken by the submission, in every case
# expect: outcome=crashed,not_run max=0
import os

from grader.worker import wire

array = wire.Array("float64", (0, 2**39, 2**39, 2**39), b"")
os.write(3, wire.pack_frame(wire.Done(wire.Items(True, [array, array]))))
os._exit(0)
