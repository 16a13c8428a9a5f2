"""What a class's results tell: entries of many students in; who is missing, causes, clusters, items, changes out."""
