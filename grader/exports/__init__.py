"""The outside world, outwards: entries come in, the bytes of a platform's format go out, and are put where it reads them."""
