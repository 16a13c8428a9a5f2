import numpy as np

STATE = ("W", "w0", "gamma", "beta", "running_mean", "running_var")


def build_layers(parts, filters, n_classes, p):
    layers = []
    for n in filters:
        layers.append(parts.Conv2D(n, (3, 3), padding="same", stride=1))
        layers.append(parts.BatchNormalization(momentum=0.9))
        layers.append(parts.ReLU())
        layers.append(parts.MaxPooling2D(pool_shape=(2, 2)))
    layers.append(parts.Flatten())
    layers.append(parts.Dropout(p))
    layers.append(parts.Dense(n_classes))
    return layers


def one_hot(labels, k):
    out = np.zeros((len(labels), k))
    out[np.arange(len(labels)), labels] = 1.0
    return out


class ConvolutionalNetwork:
    def __init__(self, image_shape, layers, optimizer, loss):
        self.layers = layers
        self.loss_function = loss
        shape = image_shape
        for layer in self.layers:
            layer.set_input_shape(shape)
            if hasattr(layer, "initialize"):
                layer.initialize(optimizer)
            shape = layer.output_shape()

    def _forward(self, X, training):
        for layer in self.layers:
            X = layer.forward_pass(X, training=training)
        return X

    def predict(self, images, batch_size=256):
        out = []
        for i in range(0, len(images), batch_size):
            out.append(self._forward(images[i : i + batch_size], False))
        return np.concatenate(out, axis=0)

    def train_on_batch(self, images, labels):
        y = self._forward(images, True)
        t = one_hot(labels, y.shape[1])
        value = self.loss_function.loss(y, t)
        grad = self.loss_function.gradient(y, t)
        for layer in reversed(self.layers):
            grad = layer.backward_pass(grad)
        return value

    def state(self):
        result = []
        for layer in self.layers:
            d = {}
            for name in STATE:
                if getattr(layer, name, None) is not None:
                    d[name] = getattr(layer, name).copy()
            result.append(d)
        return result

    def restore(self, state):
        for layer, d in zip(self.layers, state, strict=False):
            for name in d:
                setattr(layer, name, d[name].copy())

    def fit(self, images, labels, other_images, other_labels, epochs, batch_size):
        history = []
        best_accuracy = -1.0
        best_state = None
        for _epoch in range(epochs):
            order = np.arange(len(images))
            for i in range(0, len(images), batch_size):
                rows = order[i : i + batch_size]
                self.train_on_batch(images[rows], labels[rows])
            guesses = np.argmax(self.predict(other_images), axis=1)
            accuracy = float(np.mean(guesses == other_labels))
            history.append(accuracy)
            if accuracy > best_accuracy:
                best_accuracy = accuracy
                best_state = self.state()
        self.restore(best_state)
        return history
