# attack: replaces the methods of the worker's session, its table of objects and its main loop
# honest: only its own process is confused
# expect: outcome=failed,raised,crashed,timeout,not_run,unimplemented max=0
import sys

worker = sys.modules["grader.worker.session"]
frame = sys._getframe()
while frame is not None:
    session = frame.f_locals.get("session") or frame.f_locals.get("self")
    if isinstance(session, worker.Session):
        session._objects = {number: object() for number in range(1000)}
        session._file = "/dev/null"
        session._answer = lambda request: 3
    frame = frame.f_back
worker.serve = worker.Session.request = worker._pack_reply = lambda *args: None


class Dense:
    pass
