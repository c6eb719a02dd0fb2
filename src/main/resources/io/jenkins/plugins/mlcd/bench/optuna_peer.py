"""Optuna's TPE as a process: one JSON object a line in, one out. Started by `mlcd bench sweep`.

{"seed": 1, "multivariate": true, "direction": "minimize", "algorithms": {name: {parameter: range}}} begins a study and is answered by
its first trial; {"value": 0.3} tells its value and is answered by the next one. A range is {"choices": [...]} or
{"low": , "high": , "integer": , "log": , "step": }. {"overhead": n, "parameters": d, "asks": k} is answered by the seconds of one ask
and tell in a study of n finished trials.
"""
import json
import sys
import time
import warnings

import optuna

warnings.filterwarnings("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)


def sampler(seed, multivariate):
    return optuna.samplers.TPESampler(seed=seed, multivariate=multivariate, group=multivariate)


def suggest(trial, name, spec):
    if "choices" in spec:
        return trial.suggest_categorical(name, spec["choices"])
    if spec["integer"]:
        return trial.suggest_int(name, spec["low"], spec["high"], step=spec.get("step", 1), log=spec["log"])
    return trial.suggest_float(name, spec["low"], spec["high"], step=spec.get("step"), log=spec["log"])


def ask(study, algorithms):
    trial = study.ask()
    names = list(algorithms)
    algorithm = trial.suggest_categorical("algorithm", names) if len(names) > 1 else names[0]
    params = {name: suggest(trial, algorithm + "." + name, spec) for name, spec in algorithms[algorithm].items()}
    return trial, {"algorithm": algorithm, "params": params}


def overhead(request):
    finished, dimensions = request["overhead"], request["parameters"]
    names = ["x%d" % i for i in range(dimensions)]
    study = optuna.create_study(sampler=sampler(1, True))
    ranges = {name: optuna.distributions.FloatDistribution(0.0, 1.0) for name in names}
    rng = __import__("random").Random(1)
    for _ in range(finished):
        params = {name: rng.random() for name in names}
        study.add_trial(optuna.trial.create_trial(params=params, distributions=ranges, value=sum(params.values())))
    begin = time.perf_counter()
    for _ in range(request["asks"]):
        trial = study.ask()
        study.tell(trial, sum(trial.suggest_float(name, 0.0, 1.0) for name in names))
    return {"seconds": (time.perf_counter() - begin) / request["asks"]}


def main():
    study = trial = algorithms = None
    print(json.dumps({"version": optuna.__version__}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        if "overhead" in request:
            print(json.dumps(overhead(request)), flush=True)
            continue
        if "algorithms" in request:
            algorithms = request["algorithms"]
            study = optuna.create_study(sampler=sampler(request["seed"], request["multivariate"]), direction=request["direction"])
        else:
            study.tell(trial, request["value"])
        trial, answer = ask(study, algorithms)
        print(json.dumps(answer), flush=True)


main()
