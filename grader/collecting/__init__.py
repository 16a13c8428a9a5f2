"""The outside world, inwards: a platform's download comes in; who handed in what, and when, goes out."""
