# attack: the name that the exercise asks for is a module, a number or a generator
# honest: nothing is earned
# expect: outcome=raised,failed max=0
Dense = (number for number in iter(int, 1))
