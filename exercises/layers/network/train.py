"""What `grader train` builds from your own layers: networks that read handwritten digits.

Change what you like, the layers, the rate, the epochs, and train again. Only your own layers are used; `NETWORKS` says
which, and is read before anything is executed, so it holds plain names and numbers.
"""

from pathlib import Path

import numpy as np

DATA = Path(__file__).with_name("digits.csv.gz")
FOR_TRAINING = 1437

NETWORKS = {
    "plain": {
        "title": "Dense 64, ReLU, Dense 10",
        "parts": {
            "network": ["Sequential"],
            "dense": ["Dense"],
            "activation": ["ReLU", "Softmax"],
            "optimizers": ["Adam"],
            "losses": ["SoftmaxCrossEntropy"],
        },
        "epochs": 20,
        "aim": 0.95,
    },
    "convolutional": {
        "title": "Conv2D 8, ReLU, MaxPooling2D, Flatten, Dense 10",
        "parts": {
            "network": ["Sequential"],
            "conv2d": ["Conv2D"],
            "activation": ["ReLU", "Softmax"],
            "max_pooling2d": ["MaxPooling2D"],
            "flatten": ["Flatten"],
            "dense": ["Dense"],
            "optimizers": ["Adam"],
            "losses": ["SoftmaxCrossEntropy"],
        },
        "epochs": 12,
        "aim": 0.95,
    },
    "deep": {
        "title": "the convolutional one, with BatchNormalization and Dropout",
        "parts": {
            "network": ["Sequential"],
            "conv2d": ["Conv2D"],
            "batch_norm": ["BatchNormalization"],
            "activation": ["ReLU", "Softmax"],
            "max_pooling2d": ["MaxPooling2D"],
            "flatten": ["Flatten"],
            "dropout": ["Dropout"],
            "dense": ["Dense"],
            "optimizers": ["Adam"],
            "losses": ["SoftmaxCrossEntropy"],
        },
        "epochs": 12,
        "aim": 0.95,
    },
}


def load_data(name):
    """Returns images to train with, their digits, images to test with, and their digits.

    Images have shape (N, 64), or (N, 1, 8, 8) for a convolution, and values from 0 to 1. They are mixed once, always in the
    same way, because those of one writer stand together in the file.
    """
    rows = np.loadtxt(DATA, delimiter=",", dtype=np.int64)
    rows = rows[np.random.default_rng(0).permutation(len(rows))]
    images, digits = rows[:, :64] / 16, rows[:, 64]
    if name != "plain":
        images = images.reshape(-1, 1, 8, 8)
    return images[:FOR_TRAINING], digits[:FOR_TRAINING], images[FOR_TRAINING:], digits[FOR_TRAINING:]


def build(name, own, loss):
    """Returns the network that is to be trained, with its layers added.

    Args:
        name: one of `NETWORKS`.
        own: your classes by their names, `own["Dense"]`.
        loss: an object of your `SoftmaxCrossEntropy`; what it is asked for is shown while the network trains.
    """
    network = own["Sequential"](own["Adam"](0.005 if name == "plain" else 0.01), loss)
    if name == "plain":
        layers = [own["Dense"](64, (64,)), own["ReLU"](), own["Dense"](10)]
    else:
        layers = [own["Conv2D"](8, (3, 3), (1, 8, 8)), own["ReLU"](), own["MaxPooling2D"]((2, 2)), own["Flatten"]()]
        layers += [own["Dense"](10)]
    if name == "deep":
        layers.insert(1, own["BatchNormalization"]())
        layers.insert(-1, own["Dropout"](0.2))
    for layer in layers:
        network.add(layer)
    return network


def train_epoch(network, images, digits):
    """Trains `network` once on all images; returns the mean loss."""
    return network.fit(images, np.eye(10)[digits], epochs=1, batch_size=32)[0]


def read_digits(network, images, own):
    """Returns how strongly the network holds each image for each digit, as probabilities of shape (N, 10)."""
    return own["Softmax"]().forward_pass(network.predict(images), training=False)
