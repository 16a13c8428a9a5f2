# attack: a right layer that also tries to read, write, connect and fork, and ignores every refusal
# honest: the layer is right and earns all its points; nothing else came of it
# expect: outcome=passed max=20
import copy
import os
import socket

import numpy as np
from layer import Layer

BREACH = "@BREACH@"
for action in (
    lambda: open("/etc/passwd").read(),
    lambda: open("@CANARY@/secret.txt").read(),
    os.fork,
    socket.socket,
    lambda: open("@CANARY@/planted-by-hostile.txt", "w"),
    lambda: os.kill(os.getppid(), 9),
):
    try:
        action()
    except OSError:
        continue
    print(BREACH, flush=True)


class Dense(Layer):
    def __init__(self, n_units, input_shape=None):
        self.n_units, self.input_shape, self.trainable = n_units, input_shape, True
        self.W = self.w0 = None

    def initialize(self, optimizer):
        limit = 1 / np.sqrt(self.input_shape[0])
        self.W = np.random.uniform(-limit, limit, (self.input_shape[0], self.n_units))
        self.w0 = np.zeros((1, self.n_units))
        self.optimizers = copy.deepcopy(optimizer), copy.deepcopy(optimizer)

    def parameters(self):
        return self.W.size + self.w0.size

    def forward_pass(self, X, training=True):
        self.X = X
        return X @ self.W + self.w0

    def backward_pass(self, accum_grad):
        gradient = accum_grad @ self.W.T
        if self.trainable:
            self.W = self.optimizers[0].update(self.W, self.X.T @ accum_grad)
            self.w0 = self.optimizers[1].update(self.w0, accum_grad.sum(axis=0, keepdims=True))
        return gradient

    def output_shape(self):
        return (self.n_units,)
