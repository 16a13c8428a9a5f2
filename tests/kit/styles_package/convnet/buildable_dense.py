from mpneuralnetwork.layers import Dense

__all__ = ["Dense"]
