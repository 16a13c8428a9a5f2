# attack: raises KeyboardInterrupt while it is imported
# honest: the run goes on, and the cases are lost
# expect: outcome=raised,not_run max=0
raise KeyboardInterrupt("stop the grader")
