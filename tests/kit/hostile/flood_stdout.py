# attack: prints without end
# honest: what is printed is cut, and the process is stopped
# expect: outcome=crashed,timeout,not_run max=0
while True:
    print("passed " * 10_000)
