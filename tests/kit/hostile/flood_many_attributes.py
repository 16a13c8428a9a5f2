# attack: has a class with a hundred thousand methods, whose names would travel with each object
# honest: a worthless layer
# expect: outcome=raised,failed max=0
def nothing(self, *args):
    return None


Dense = type("Dense" * 10_000, (), {f"m{number}": nothing for number in range(100_000)})
