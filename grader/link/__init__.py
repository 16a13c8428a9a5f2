"""How the judge speaks to a worker: requests go down, plain data and failures come up, and every call is recorded."""
