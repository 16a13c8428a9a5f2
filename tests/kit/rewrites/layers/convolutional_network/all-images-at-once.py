import numpy as np

STATE = ("W", "w0", "gamma", "beta", "running_mean", "running_var")


def build_layers(parts, filters, n_classes, p):
    layers = []
    for number in filters:
        layers.append(parts.Conv2D(number, (3, 3), padding="same", stride=1))
        layers.append(parts.BatchNormalization(momentum=0.9))
        layers.append(parts.ReLU())
        layers.append(parts.MaxPooling2D((2, 2)))
    layers.append(parts.Flatten())
    layers.append(parts.Dropout(p))
    layers.append(parts.Dense(n_classes))
    return layers


class ConvolutionalNetwork:
    def __init__(self, image_shape, layers, optimizer, loss):
        self.layers = layers
        self.loss = loss
        shape = image_shape
        for layer in self.layers:
            layer.set_input_shape(shape)
            init = getattr(layer, "initialize", None)
            if init is not None:
                init(optimizer)
            shape = layer.output_shape()

    def predict(self, images, batch_size=256):
        out = images
        for layer in self.layers:
            out = layer.forward_pass(out, training=False)
        return out

    def train_on_batch(self, images, labels):
        out = images
        for layer in self.layers:
            out = layer.forward_pass(out, training=True)
        target = (np.arange(out.shape[1])[None, :] == np.asarray(labels)[:, None]).astype(float)
        loss = self.loss.loss(out, target)
        grad = self.loss.gradient(out, target)
        for layer in reversed(self.layers):
            grad = layer.backward_pass(grad)
        return loss

    def state(self):
        result = []
        for layer in self.layers:
            d = {}
            for key in STATE:
                if hasattr(layer, key) and getattr(layer, key) is not None:
                    d[key] = np.array(getattr(layer, key))
            result.append(d)
        return result

    def restore(self, state):
        for i in range(len(self.layers)):
            for key in state[i]:
                setattr(self.layers[i], key, np.array(state[i][key]))

    def accuracy(self, images, labels):
        return float(np.mean(self.predict(images).argmax(axis=1) == labels))

    def fit(self, images, labels, other_images, other_labels, epochs, batch_size):
        accuracies = []
        best_accuracy = -1.0
        for _ in range(epochs):
            perm = np.random.permutation(images.shape[0])
            for b in range(0, images.shape[0], batch_size):
                idx = perm[b : b + batch_size]
                self.train_on_batch(images[idx], labels[idx])
            accuracies.append(self.accuracy(other_images, other_labels))
            if accuracies[-1] > best_accuracy:
                best_accuracy = accuracies[-1]
                best = self.state()
        self.restore(best)
        return accuracies
