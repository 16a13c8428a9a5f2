"""Column by column, rounded by a copy of another type, a transposed view as the result."""

import numpy as np


def custom_uniform(n_in, n_out, rng=None, dtype=np.float32):
    draw = np.random.random if rng is None else rng.random if hasattr(rng, "random") else rng.random_sample
    limit = np.sqrt(6) * (n_in + n_out) ** -0.5
    columns = [limit - 2 * limit * draw(n_in) for _ in range(n_out)]
    return np.array(columns, dtype=dtype).T
