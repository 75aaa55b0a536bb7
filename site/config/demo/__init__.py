"""Works for the demonstration, made by ourselves: brush type on generated paper, painted views, own essays.

Everything here is a plain function that writes files into a folder; the same seed gives the same pictures.
Nothing is downloaded and nobody real appears: names and units are invented and marked 示例.
"""
