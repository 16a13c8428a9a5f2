p='reference/configuration/misconceptions/configurable_dense.py'
s=open(p).read()
def rep(o,n,c=1):
    global s
    assert s.count(o)==c,(s.count(o),o)
    s=s.replace(o,n)
rep('''class BiasesShapesDiffer(DenseLayer):
    def initialize_weights(self):
        super().initialize_weights()
        self.biases = self.biases.reshape(-1)

''','''class BiasesShapesDiffer(DenseLayer):
''')
i=s.index('class BiasesInRowGradientNot')
k=s.index('''

    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        return gradients | {"biases": gradients["biases"].reshape(-1)}''',i)
s=s[:k]+s[k:].replace('''

    def backward(self, output_gradient):
        gradients = super().backward(output_gradient)
        return gradients | {"biases": gradients["biases"].reshape(-1)}''','',1)
rep('''With {"x": 3, "y": 4} the order does not '
        "matter, and a reader''','''With {"x": 3, "y": 4} the order '
        "does not matter, and a reader''')
i=s.index('class DrawnOnEveryForward'); a=s.rindex('    about=(',0,i)
s=s[:a]+'    about=("*",),\n)\n'+s[i:]
open(p,'w').write(s)
