import numpy as np

STATE = ("W", "w0", "gamma", "beta", "running_mean", "running_var")


def build_layers(parts, filters, n_classes, p):
    layers = []
    for n_filters in filters:
        layers += [
            parts.Conv2D(n_filters, (3, 3)),
            parts.ReLU(),
            parts.BatchNormalization(0.9),
            parts.MaxPooling2D((2, 2)),
        ]
    layers += [parts.Flatten(), parts.Dropout(p), parts.Dense(n_classes)]
    return layers


class ConvolutionalNetwork:
    def __init__(self, image_shape, layers, optimizer, loss):
        self.layers, self.loss_function = layers, loss
        for layer in self.layers:
            layer.set_input_shape(image_shape)
            if hasattr(layer, "initialize"):
                layer.initialize(optimizer)
            image_shape = layer.output_shape()

    def run(self, batch, training):
        for layer in self.layers:
            batch = layer.forward_pass(batch, training)
        return batch

    def predict(self, images, batch_size=256):
        outputs = []
        for first in range(0, len(images), batch_size):
            outputs.append(self.run(images[first : first + batch_size], False))
        return np.vstack(outputs)

    def train_on_batch(self, images, labels):
        prediction = self.run(images, True)
        target = np.eye(prediction.shape[1])[labels]
        before = self.loss_function.loss(prediction, target)
        gradient = self.loss_function.gradient(prediction, target)
        for layer in self.layers[::-1]:
            gradient = layer.backward_pass(gradient)
        return before

    def state(self):
        return [
            {name: getattr(layer, name).copy() for name in STATE if getattr(layer, name, None) is not None}
            for layer in self.layers
        ]

    def restore(self, state):
        for layer, arrays in zip(self.layers, state):
            for name in arrays:
                setattr(layer, name, arrays[name].copy())

    def fit(self, images, labels, other_images, other_labels, epochs, batch_size):
        accuracies, states = [], []
        n = len(images)
        for _ in range(epochs):
            order = np.random.permutation(n)
            for first in range(0, n, batch_size):
                chosen = order[first : first + batch_size]
                self.train_on_batch(images[chosen], labels[chosen])
            guesses = np.argmax(self.predict(other_images), axis=1)
            accuracies.append(float((guesses == other_labels).mean()))
            states.append(self.state())
        self.restore(states[int(np.argmax(accuracies))])
        return accuracies
