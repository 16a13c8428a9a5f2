# attack: loops for ever and catches whatever is raised into it
# honest: it gave no answer in time
# expect: outcome=timeout,not_run max=0
def loop():
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
        finally:
            loop()


loop()
