"""Draws the loss and the accuracy of the capstone's training: `python reference/layers/draw_loss_curve.py`."""

import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "exercises" / "layers" / "network"


def train_network():
    """Returns the loss of every epoch, and the accuracy on the test images after it."""
    sys.path[:0] = [str(ROOT / "reference" / "layers"), str(ROOT / "exercises" / "layers")]
    from activation import ReLU
    from dense import Dense
    from losses import SoftmaxCrossEntropy
    from network import Sequential
    from optimizers import Adam

    with np.load(FOLDER / "digits.npz") as file:
        images, labels = file["images"].reshape(-1, 64) / 16, file["labels"].astype(int)
    network = Sequential(Adam(0.01), SoftmaxCrossEntropy())
    np.random.seed(1)
    for layer in (Dense(24, (64,)), ReLU(), Dense(10)):
        network.add(layer)
    losses, accuracies = [], []
    for _ in range(30):  # thirty calls of one epoch are the same as one call of thirty
        losses += network.fit(images[:80], np.eye(10)[labels[:80]], epochs=1, batch_size=12)
        accuracies.append(network.accuracy(images[80:], labels[80:]))
    return losses, accuracies


def draw_curves(losses, accuracies, path):
    """Writes both curves to `path`, byte for byte the same each time."""
    import matplotlib

    matplotlib.use("svg")
    import matplotlib.pyplot as plt

    plt.rcParams["svg.hashsalt"] = "network"
    plt.rcParams["svg.fonttype"] = "none"
    figure, axes = plt.subplots(figsize=(6, 3.2), layout="constrained")
    epochs = np.arange(1, len(losses) + 1)
    axes.plot(epochs, losses, color="#1f5fa8", label="loss on 80 training images")
    axes.plot(epochs, accuracies, color="#b4521e", linestyle="--", label="accuracy on 40 test images")
    axes.set(xlabel="epoch", ylim=(0, 2.5), xlim=(1, len(losses)))
    axes.grid(alpha=0.3)
    axes.legend(frameon=False, loc="center right")
    figure.savefig(path, metadata={"Date": None, "Title": "Loss and accuracy over 30 epochs"})


if __name__ == "__main__":
    draw_curves(*train_network(), FOLDER / "loss.svg")
