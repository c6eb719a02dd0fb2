"""A trainer in plain Python that speaks the protocol: softmax regression on digits at half resolution, by stochastic gradient descent.

Usage: train.py ROOT, where every part called 'train' below ROOT is used. It needs the standard library only.
"""
import gzip
import json
import os
import pathlib
import random
import resource
import shutil
import struct
import sys
import time

import predict

PARAMETERS = {"lr": (float, 0.05), "epochs": (int, 3), "samples": (int, 3000)}


def parameters():
    """The trial's parameters from ML_PARAM_*; a wrong one ends the trial with a sentence."""
    values = {}
    for name, (kind, standard) in PARAMETERS.items():
        text = os.environ.get("ML_PARAM_" + name.upper(), str(standard))
        try:
            values[name] = kind(text)
        except ValueError:
            sys.exit(f"{name} must be a number, but is '{text}'")
        if not values[name] > 0:
            sys.exit(f"{name} must be above 0, but is {text}")
    return values


def read(part):
    """The digits of a part as (features, label); label 255 means that it is no digit."""
    with gzip.open(part / "images.idx3.gz") as file:
        _, count, height, width = struct.unpack(">4i", file.read(16))
        pixels = file.read(count * height * width)
    with gzip.open(part / "labels.idx1.gz") as file:
        labels = file.read()[8:]
    size = height * width
    for i, label in enumerate(labels):
        if label != 255:
            image = pixels[i * size:(i + 1) * size]
            yield predict.features([value / 255 for value in image]), label


def report(line):
    """Appends a report to ML_REPORT_FILE, or prints it after the mark."""
    target = os.environ.get("ML_REPORT_FILE")
    if target:
        with open(target, "a") as file:
            file.write(json.dumps(line) + "\n")
    else:
        print("[mlcd] " + json.dumps(line), flush=True)


def learn(weights, digits, lr):
    """One pass of gradient steps on the log loss."""
    for sparse, label in digits:
        row = predict.probabilities(weights, sparse)
        for k, probability in enumerate(row):
            slope = lr * (probability - (k == label))
            for i, value in sparse.items():
                weights[k][i] -= slope * value


def accuracy(weights, digits):
    right = 0
    for sparse, label in digits:
        row = predict.probabilities(weights, sparse)
        right += row.index(max(row)) == label
    return right / len(digits)


def save(weights, values, seed, metric):
    directory = pathlib.Path(os.environ.get("ML_MODEL_DIR", "model"))
    directory.mkdir(parents=True, exist_ok=True)
    classes = [str(k) for k in range(10)]
    (directory / "weights.json").write_text(json.dumps({"classes": classes, "weights": weights}))
    shutil.copy(predict.__file__, directory / "predict.py")
    (directory / "model.json").write_text(json.dumps({
        "schema": "mlcd/model", "version": 1, "algorithm": "softmax", "params": values, "framework": "command",
        "command": ["python3", "predict.py"], "classes": classes,
        "input": {"kind": "image", "height": 28, "width": 28, "channels": 1},
        "parameters": sum(len(row) for row in weights), "seed": seed, "metric": {"accuracy": metric},
    }))


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: train.py ROOT")
    values = parameters()
    seed = int(os.environ.get("ML_SEED", "1"))
    started = time.time()
    parts = [file.parent for file in sorted(pathlib.Path(sys.argv[1]).rglob("images.idx3.gz")) if file.parent.name == "train"]
    if not parts:
        sys.exit(f"{sys.argv[1]} holds no part called 'train'")
    digits = [digit for part in parts for digit in read(part)]
    random.seed(seed)
    random.shuffle(digits)
    digits = digits[:values["samples"]]
    held_out = len(digits) // 7
    weights = [[0.0] * (14 * 14 + 1) for _ in range(10)]
    for epoch in range(1, values["epochs"] + 1):
        learn(weights, digits[held_out:], values["lr"])
        metric = accuracy(weights, digits[:held_out])
        report({"step": epoch, "accuracy": metric})
        print(f"epoch {epoch}/{values['epochs']}  accuracy {metric:.4f}", flush=True)
    save(weights, values, seed, metric)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    report({"resources": {"device": "cpu", "wall_seconds": round(time.time() - started, 3), "cpu_seconds": round(usage.ru_utime + usage.ru_stime, 3),
                          "peak_memory_bytes": usage.ru_maxrss * 1024}})


if __name__ == "__main__":
    main()
