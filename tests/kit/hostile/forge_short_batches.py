# attack: answers a batch with fewer replies than there were questions, or with none, or with one for all
# honest: the connection is broken by the submission
# expect: outcome=crashed,failed,raised,not_run max=0
from grader.worker import session as worker
from grader.worker import wire

real = worker.Session.request
answers = [wire.Many([]), wire.Done(3), wire.Many([wire.Done(True)] * 5000), wire.Many([wire.Done(None)])]


def forge(self, request):
    answers.append(answers.pop(0))
    return answers[0]


worker.Session.request = forge


class Dense:
    pass
