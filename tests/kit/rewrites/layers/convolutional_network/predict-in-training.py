import numpy as np

STATE = ("W", "w0", "gamma", "beta", "running_mean", "running_var")


def build_layers(parts, filters, n_classes, p):
    layers = []
    for f in filters:
        layers.append(parts.Conv2D(f, (3, 3), padding="same", stride=1))
        layers.append(parts.BatchNormalization(momentum=0.9))
        layers.append(parts.ReLU())
        layers.append(parts.MaxPooling2D((2, 2)))
    layers += [parts.Flatten(), parts.Dropout(p), parts.Dense(n_classes)]
    return layers


class ConvolutionalNetwork:
    def __init__(self, image_shape, layers, optimizer, loss):
        self.layers = layers
        self.loss = loss
        shape = image_shape
        for layer in layers:
            layer.set_input_shape(shape)
            if hasattr(layer, "initialize"):
                layer.initialize(optimizer)
            shape = layer.output_shape()
        self.n_classes = shape[0]

    def _run(self, X):
        for layer in self.layers:
            X = layer.forward_pass(X)
        return X

    def predict(self, images, batch_size=256):
        outputs = []
        for start in range(0, len(images), batch_size):
            outputs.append(np.array(self._run(images[start : start + batch_size])))
        return np.concatenate(outputs)

    def train_on_batch(self, images, labels):
        target = np.zeros((len(labels), self.n_classes))
        target[np.arange(len(labels)), labels] = 1
        prediction = self._run(images)
        loss = self.loss.loss(prediction, target)
        grad = self.loss.gradient(prediction, target)
        for layer in reversed(self.layers):
            grad = layer.backward_pass(grad)
        return loss

    def state(self):
        result = []
        for layer in self.layers:
            arrays = {}
            for name in STATE:
                value = getattr(layer, name, None)
                if value is not None:
                    arrays[name] = np.array(value)
            result.append(arrays)
        return result

    def restore(self, state):
        for layer, arrays in zip(self.layers, state):
            for name, value in arrays.items():
                setattr(layer, name, np.array(value))

    def fit(self, images, labels, other_images, other_labels, epochs, batch_size):
        history, best, best_state = [], -1, None
        for _ in range(epochs):
            order = np.random.permutation(len(images))
            for start in range(0, len(order), batch_size):
                idx = order[start : start + batch_size]
                self.train_on_batch(images[idx], labels[idx])
            hits = self.predict(other_images).argmax(axis=1) == other_labels
            history.append(float(hits.mean()))
            if history[-1] > best:
                best, best_state = history[-1], self.state()
        self.restore(best_state)
        return history
