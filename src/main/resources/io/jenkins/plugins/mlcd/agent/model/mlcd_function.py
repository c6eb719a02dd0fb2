"""Answers JSON lines on standard input with what a function of a Python file returns.

Usage: python3 mlcd_function.py FILE FUNCTION
"""
import importlib.util
import json
import os
import sys
import traceback


def load(path, name):
    """The function NAME of the file at PATH, which may import what lies beside it."""
    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    spec = importlib.util.spec_from_file_location("served", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    function = getattr(module, name, None)
    if not callable(function):
        raise SystemExit("%s has no function %s" % (path, name))
    return function


def plain(value):
    """VALUE as Python's own numbers, lists and texts: arrays and scalars of numerical libraries know tolist()."""
    return value.tolist() if hasattr(value, "tolist") else value


def answer(result):
    """What a function returned, as an answer of the protocol."""
    result = plain(result)
    if isinstance(result, dict):
        if {"prediction", "probabilities", "scores"} & set(result):
            return result
        return {"scores": {str(name): float(plain(score)) for name, score in result.items()}}
    if isinstance(result, tuple) and len(result) == 2 and isinstance(plain(result[0]), str):
        return {"prediction": plain(result[0]), "confidence": float(plain(result[1]))}
    if isinstance(result, (list, tuple)):
        return {"probabilities": [float(plain(score)) for score in result]}
    return {"prediction": str(result), "confidence": 1.0}


def main():
    path, name = sys.argv[1], sys.argv[2]
    # What the function prints is a message to people; answers have a channel of their own.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    function = load(path, name)
    for line in sys.stdin.buffer:
        request = json.loads(line)
        try:
            reply = dict(answer(function(request["input"])))
        except Exception as error:  # the request's own fault, or the function's: the others go on
            traceback.print_exc()
            reply = {"error": "%s: %s" % (type(error).__name__, error)}
        reply["id"] = request["id"]
        answers.write(json.dumps(reply) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
