"""Answers predictions of the softmax regression in weights.json, a JSON line for each JSON line (docs/reference/protocol.md)."""
import json
import math
import sys

SIDE = 28


def features(image):
    """The image at half its resolution as {index: value}, without the zeros, and a constant."""
    found = {}
    half = SIDE // 2
    for index, value in enumerate(image):
        if value:
            cell = index // SIDE // 2 * half + index % SIDE // 2
            found[cell] = found.get(cell, 0.0) + value / 4
    found[half * half] = 1.0
    return found


def probabilities(weights, sparse):
    """Softmax of the linear scores, one a class."""
    scores = [sum(row[i] * value for i, value in sparse.items()) for row in weights]
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def main():
    with open("weights.json") as file:
        model = json.load(file)
    for line in sys.stdin:
        request = json.loads(line)
        row = probabilities(model["weights"], features(request["input"]))
        best = row.index(max(row))
        answer = {"id": request["id"], "prediction": model["classes"][best], "confidence": row[best], "probabilities": row}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
