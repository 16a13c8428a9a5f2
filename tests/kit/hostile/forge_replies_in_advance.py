# attack: sends a thousand replies before it is asked, so that every question finds an answer waiting
# honest: the answers are wrong, whoever sent them
# expect: outcome=failed,crashed,raised,not_run,timeout max=0
import os

import numpy as np

from grader.worker import wire

module = wire.Handle(0, "module", ("Dense",))
load = wire.Done(wire.Items(True, [module, wire.Handle(1, "module", ())]))
zeros = wire.Done(wire.encode_array(np.zeros((1, 3))))
many = wire.Many([wire.Done(None), wire.Done(wire.Handle(2, "Dense", ("forward_pass",)))])
for reply in [load, many, *[zeros] * 1000]:
    os.write(3, wire.pack_frame(reply))


class Dense:
    pass
