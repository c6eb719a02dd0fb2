"""The protocol of mlcd (docs/reference/protocol.md) for trainers in Python 3.8 or newer: one file, the standard library only.

    import mlcd

    p = mlcd.params(lr=0.01, epochs=5)               # defaults for runs by hand; of the same types
    for epoch in range(1, p["epochs"] + 1):
        ...
        mlcd.report(epoch, accuracy=accuracy, loss=loss)
        if mlcd.should_stop():
            break
    mlcd.save_profile(inputs, predictions, confidences)

Outside a trial everything works as well: reports are printed, files go to ./model. Frameworks are imported only by the function that is
named after them: `keras_callback`, `xgboost_callback`, `lightgbm_callback`, `torch_trial`, `lightning_callback`. Notebooks read a study with `study(...)`.
"""
import base64
import html
import json
import math
import os
import pathlib
import re
import signal
import struct
import sys
import threading
import urllib.parse
import urllib.request

__all__ = ["params", "report", "should_stop", "seed", "algorithm", "model_dir", "save_profile", "study", "Study",
           "keras_callback", "xgboost_callback", "lightgbm_callback", "torch_trial", "lightning_callback"]

_METRIC = re.compile(r"[A-Za-z_][A-Za-z0-9_./=@:\[\]-]{0,99}\Z")
_MOST_COLUMNS = 256
_MOST_FEATURES = 500
_MOST_CATEGORIES = 1000
_SKETCH = 1024
_MOST_STEP = 2 ** 31 - 1


# --- A trial

def params(**defaults):
    """The trial's parameters: {name: number, text or bool}. A default says what a parameter is when it is not searched, and its type.

    ValueError when a parameter does not have the type of its default.
    """
    values = dict(defaults)
    file = os.environ.get("ML_PARAMS_FILE")
    given = {}
    if file:
        with open(file, encoding="utf-8") as stream:
            given = json.load(stream)
    else:
        for name in defaults:
            text = os.environ.get("ML_PARAM_" + re.sub(r"[^A-Za-z0-9]", "_", name).upper())
            if text is not None:
                given[name] = text
    for name, value in given.items():
        values[name] = _like(name, value, defaults[name]) if defaults.get(name) is not None else value
    return values


def _like(name, value, default):
    if isinstance(default, bool):
        if isinstance(value, bool):
            return value
        if str(value).lower() in ("true", "false"):
            return str(value).lower() == "true"
    elif isinstance(default, int):
        try:
            number = float(value)
            if number == int(number):
                return int(number)
        except (TypeError, ValueError, OverflowError):
            pass
    elif isinstance(default, float):
        try:
            return float(value)
        except (TypeError, ValueError):
            pass
    elif isinstance(default, str):
        return str(value)
    else:
        return value
    raise ValueError("parameter %s is %r, but should be like its default %r" % (name, value, default))


def algorithm(default=""):
    """The trial's algorithm, one of the keys of `algorithms`."""
    return os.environ.get("ML_ALGORITHM") or default


def seed(default=1):
    """The trial's seed; whoever seeds everything random with it can repeat the trial."""
    return int(os.environ.get("ML_SEED") or default)


def model_dir():
    """The directory for the trial's model, as a pathlib.Path; it exists."""
    directory = pathlib.Path(os.environ.get("ML_MODEL_DIR") or "model")
    directory.mkdir(parents=True, exist_ok=True)
    return directory


def report(step=None, **metrics):
    """Tells the metrics of a step, a whole number that rises. Numbers of numpy and tensors of one value are numbers, too.

    The last value of the study's metric is the trial's objective. ValueError when a name, a step or a value is none.
    """
    line = {}
    if step is not None:
        line["step"] = _step(step)
    for name, value in metrics.items():
        if not _METRIC.match(name) or name in ("step", "resources", "model"):
            raise ValueError("%r is not a name of a metric" % name)
        line[name] = _number(name, value)
    if not metrics:
        raise ValueError("a report has at least one metric")
    _write(line)


def _step(step):
    if isinstance(step, bool) or int(step) != step or not 0 <= step <= _MOST_STEP:
        raise ValueError("step %r is not a whole number of at least 0" % (step,))
    return int(step)


def _number(name, value):
    try:
        if hasattr(value, "item"):
            value = value.item()
        number = float(value)
    except (TypeError, ValueError, RuntimeError) as error:
        raise ValueError("metric %s is %r, not one number" % (name, value)) from error
    return number


_writing = threading.Lock()


def _write(line):
    """One write of one line, so that workers of one trial do not tear each other's."""
    text = json.dumps(line)
    file = os.environ.get("ML_REPORT_FILE")
    with _writing:
        if file:
            with open(file, "a", encoding="utf-8") as stream:
                stream.write(text + "\n")
        else:
            sys.stdout.write("[mlcd] " + text + "\n")
            sys.stdout.flush()


_stop = threading.Event()
_watching = False


def should_stop():
    """Whether the trial was asked to end: it was pruned, or its build was stopped. From the first call on, the first signal only says so; the
    second one ends the process. Call it once before training, and break the loop when it is true: what was learned can then be saved."""
    global _watching
    if not _watching and threading.current_thread() is threading.main_thread():
        _watching = True
        for number in (signal.SIGTERM, signal.SIGINT):
            _watch(number)
    return _stop.is_set()


def _watch(number):
    former = signal.getsignal(number)

    def ask(received, frame):
        signal.signal(received, former)
        _stop.set()

    signal.signal(number, ask)


# --- The reference profile (mlcd/profile 1)

def save_profile(inputs=None, predictions=(), confidences=None, features=None, directory=None):
    """Writes profile.json, with which the traffic of the model is compared later. Give it samples that the model has not learned from.

    inputs: rows of numbers, as the model server gets them; their first 256 columns are watched as x0, x1, ... None and NaN are missing.
    features: {name: values} of figures of your own instead of inputs.
    predictions: the class that the model gave for each. confidences: 0..1, of the same length.
    Returns the path. For a grey image run `mlcd profile --reference` instead: it computes what the server computes of a drawing.
    """
    columns = _columns(inputs, features)
    predictions = [str(_plain(value)) for value in predictions]
    if confidences is not None:
        columns["confidence"] = list(confidences)
    sizes = {len(values) for values in columns.values()} | ({len(predictions)} if predictions else set())
    if len(sizes) != 1 or not columns or sizes == {0}:
        raise ValueError("inputs, features, predictions and confidences must be of the same samples, but their numbers are %s" % sorted(sizes))
    if len(columns) > _MOST_FEATURES:
        raise ValueError("a profile has at most %d features, not %d" % (_MOST_FEATURES, len(columns)))
    profile = {"schema": "mlcd/profile", "version": 1, "samples": sizes.pop(), "from": "1970-01-01T00:00:00Z", "to": "1970-01-01T00:00:00Z",
               "features": {name: _numeric(values) for name, values in columns.items()}, "predictions": _categories(predictions)}
    path = (pathlib.Path(directory) if directory else model_dir()) / "profile.json"
    partial = path.with_name(path.name + ".part")
    partial.write_text(json.dumps(profile, allow_nan=False), encoding="utf-8")
    partial.replace(path)
    return path


def _columns(inputs, features):
    if (inputs is None) == (features is None):
        raise ValueError("give either inputs or features")
    if features is not None:
        return {str(name): list(values) for name, values in features.items()}
    rows = [list(row) for row in inputs]
    widths = {len(row) for row in rows}
    if len(widths) > 1:
        raise ValueError("all rows of inputs must be of the same length, but they have %s" % sorted(widths))
    return {"x%d" % i: [row[i] for row in rows] for i in range(min(widths.pop() if widths else 0, _MOST_COLUMNS))}


def _plain(value):
    return value.item() if hasattr(value, "item") else value


def _finite(value):
    try:
        number = float(_plain(value))
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def _numeric(values):
    finite = sorted(number for number in map(_finite, values) if number is not None)
    count = len(finite)
    mean = math.fsum(finite) / count if count else 0.0
    variance = math.fsum((number - mean) ** 2 for number in finite) / count if count else 0.0
    return {"count": count, "missing": len(values) - count, "mean": mean, "variance": variance,
            "min": finite[0] if count else 0.0, "max": finite[-1] if count else 0.0, "sketch": _sketch(finite)}


def _sketch(ordered):
    """Base64 of (weight, value) pairs in rising order: all of up to 1,024 values; of more, 1,024 that stand for equally many each, so that
    no rank is off by more than half of one of them."""
    count = len(ordered)
    kept = min(count, _SKETCH)
    raw = bytearray()
    for i in range(kept):
        low, high = i * count // kept, (i + 1) * count // kept
        value = ordered[0] if i == 0 else ordered[-1] if i == kept - 1 else ordered[(low + high - 1) // 2]
        raw += struct.pack(">id", high - low, value)
    return base64.b64encode(bytes(raw)).decode("ascii")


def _categories(predictions):
    counts = {}
    for prediction in predictions:
        counts[prediction] = counts.get(prediction, 0) + 1
    kept = dict(sorted(counts.items())[:_MOST_CATEGORIES])
    return {"counts": kept, "other": len(predictions) - sum(kept.values())}


# --- Frameworks. Each is imported when its function is called, and not before.

def keras_callback(rename=None):
    """A callback for `model.fit(..., callbacks=[mlcd.keras_callback()])`: reports the logs of each epoch, and ends the training when it should.

    rename: {name in the logs: name of the metric}, such as {"val_accuracy": "accuracy"}.
    """
    keras = _keras()
    names = rename or {}
    should_stop()

    class Reports(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            found = {names.get(name, name): value for name, value in (logs or {}).items()}
            if found:
                report(epoch + 1, **found)
            if should_stop():
                self.model.stop_training = True

        def on_train_batch_end(self, batch, logs=None):
            if should_stop():
                self.model.stop_training = True

    return Reports()


def _keras():
    try:
        import keras
        return keras
    except ImportError:
        from tensorflow import keras
        return keras


def xgboost_callback(rename=None, data=None):
    """A callback for `xgboost.train(..., evals=[(valid, "valid")], callbacks=[mlcd.xgboost_callback({"auc": "accuracy"})])`.

    Reports the figures of each round: of `data`, else of the last of `evals`.
    """
    import xgboost
    names = rename or {}
    should_stop()

    class Reports(xgboost.callback.TrainingCallback):
        def after_iteration(self, model, epoch, evals_log):
            if evals_log:
                of = data if data is not None else list(evals_log)[-1]
                found = {names.get(name, name): _last(values) for name, values in evals_log[of].items()}
                report(epoch + 1, **found)
            return should_stop()

    return Reports()


def _last(values):
    """The newest value; with cross-validation it is a pair of mean and deviation."""
    value = values[-1]
    return value[0] if isinstance(value, tuple) else value


def lightgbm_callback(rename=None, data=None):
    """A callback for `lightgbm.train(..., valid_sets=[...], callbacks=[mlcd.lightgbm_callback()])`, as `xgboost_callback`."""
    import lightgbm
    names = rename or {}
    should_stop()

    def reports(env):
        rows = [row for row in env.evaluation_result_list or [] if data is None or row[0] == data]
        if rows:
            last = rows[-1][0]
            report(env.iteration + 1, **{names.get(row[1], row[1]): row[2] for row in rows if row[0] == last})
        if should_stop():
            raise lightgbm.callback.EarlyStopException(env.iteration, env.evaluation_result_list)

    reports.order = 20
    return reports


class _TorchTrial:
    """A plain PyTorch loop as a trial: seeded, reported, resumable; see `torch_trial`."""

    def __init__(self, torch, model, optimizer):
        self._torch, self.model, self.optimizer = torch, model, optimizer
        self._checkpoint = model_dir() / "checkpoint.pt"
        self.epoch = 0
        if self._checkpoint.exists():
            state = torch.load(str(self._checkpoint), map_location="cpu", weights_only=True)
            model.load_state_dict(state["model"])
            if optimizer is not None and state.get("optimizer") is not None:
                optimizer.load_state_dict(state["optimizer"])
            self.epoch = state["epoch"]
        should_stop()

    def epochs(self, count):
        """The numbers of the epochs that are left, from 1; it ends early when the trial should stop."""
        while self.epoch < count and not should_stop():
            yield self.epoch + 1
            self.epoch += 1

    def report(self, **metrics):
        """Of the epoch that runs. Tensors of one value are taken from their device."""
        report(self.epoch + 1, **metrics)

    def checkpoint(self):
        """Keeps model and optimizer, after the epoch that runs, for a trial that is started again in the same directory."""
        state = {"model": self.model.state_dict(), "optimizer": self.optimizer.state_dict() if self.optimizer is not None else None, "epoch": self.epoch + 1}
        partial = self._checkpoint.with_name("checkpoint.part")
        self._torch.save(state, str(partial))
        partial.replace(self._checkpoint)

    def save(self, name="weights.pt"):
        """The weights in the trial's model directory, without the checkpoint. Returns the path."""
        path = model_dir() / name
        self._torch.save(self.model.state_dict(), str(path))
        if self._checkpoint.exists():
            self._checkpoint.unlink()
        return path


def torch_trial(model, optimizer=None):
    """A trial of PyTorch around `model`; seed it with `torch.manual_seed(mlcd.seed())` before the model is made.

        trial = mlcd.torch_trial(model, optimizer)
        for epoch in trial.epochs(p["epochs"]):
            ...
            trial.report(accuracy=accuracy)
            trial.checkpoint()
        trial.save()
    """
    import torch
    return _TorchTrial(torch, model, optimizer)


def lightning_callback(rename=None):
    """A callback for Lightning's `Trainer(callbacks=[...])`: reports what was logged after each validation."""
    try:
        import lightning.pytorch as lightning
    except ImportError:
        import pytorch_lightning as lightning
    names = rename or {}
    should_stop()

    class Reports(lightning.Callback):
        def on_validation_end(self, trainer, pl_module):
            if not trainer.sanity_checking and trainer.callback_metrics:
                report(trainer.current_epoch + 1, **{names.get(name, name): value for name, value in trainer.callback_metrics.items()})
            if should_stop():
                trainer.should_stop = True

    return Reports()


# --- Reading a study, in a notebook

class Study:
    """Trials as dicts with `number`, `state` (running, complete, pruned, failed, lost), `algorithm`, `params`, `value`, `metrics`, `seed`, and
    `steps`, the reports one after another. Shown as a table by notebooks."""

    def __init__(self, name, metric, direction, trials):
        self.name, self.metric, self.direction, self.trials = name, metric, direction, trials

    @property
    def best(self):
        """The best complete trial, or None."""
        done = [trial for trial in self.trials if trial["state"] == "complete" and isinstance(trial.get("value"), (int, float))
                and math.isfinite(trial["value"])]
        if not done:
            return None
        return (min if self.direction == "minimize" else max)(done, key=lambda trial: trial["value"])

    def rows(self):
        """Flat dicts, one a trial: for csv.DictWriter, or pandas.DataFrame(study.rows())."""
        flat = []
        for trial in self.trials:
            row = {name: trial.get(name) for name in ("number", "state", "algorithm", "value")}
            row.update({"param." + name: value for name, value in trial["params"].items()})
            row.update({"metric." + name: value for name, value in trial["metrics"].items()})
            flat.append(row)
        return flat

    def to_pandas(self):
        import pandas
        return pandas.DataFrame(self.rows())

    def __len__(self):
        return len(self.trials)

    def __repr__(self):
        best = self.best
        return "<study %s: %d trials, best %s %s>" % (self.name, len(self), self.metric, "-" if best is None else "%.6g" % best["value"])

    def _repr_html_(self):
        rows = self.rows()
        heads = list(dict.fromkeys(name for row in rows for name in row))
        cells = "".join("<tr>%s</tr>" % "".join("<td>%s</td>" % html.escape(_short(row.get(head))) for head in heads) for row in rows)
        return "<table><caption>%s</caption><tr>%s</tr>%s</table>" % (
            html.escape(repr(self)[1:-1]), "".join("<th>%s</th>" % html.escape(head) for head in heads), cells)


def _short(value):
    return "" if value is None else "%.6g" % value if isinstance(value, float) else str(value)


def study(source, name=None, auth=None):
    """Reads a study: from its study-NAME.jsonl, from the directory of a build, or from the URL of a build in Jenkins or `mlcd ui`.

    name: needed when a directory has several, and with a URL. auth: (user, API token) for a URL.
    """
    if re.match(r"https?://", str(source)):
        return _study_of_url(str(source), name, auth)
    path = pathlib.Path(source)
    if path.is_dir():
        found = sorted(path.rglob("study-%s.jsonl" % (name or "*")))
        if len({file.name for file in found}) != 1:
            raise ValueError("%s has %s; say which by name=" % (path, ", ".join(sorted({file.name for file in found})) or "no study"))
        path = found[0]
    with open(path, encoding="utf-8") as stream:
        return _study_of_lines(stream)


def _study_of_lines(lines):
    head, definition, trials = None, {}, {}
    for line in lines:
        try:
            event = json.loads(line)
        except ValueError:
            continue  # the last line of a study that is being written
        if head is None:
            head = event
            if event.get("schema") != "mlcd/study" or event.get("version") != 1:
                raise ValueError("no study of version 1: %s" % line[:100].strip())
        elif event.get("event") == "defined":
            definition = event["definition"]
        elif "trial" in event:
            _apply(trials, event)
    return Study(definition.get("study"), definition.get("metric"), definition.get("direction"), [trials[number] for number in sorted(trials)])


_STATES = {"asked": "running", "told": "complete", "pruned": "pruned", "failed": "failed", "lost": "lost"}


def _apply(trials, event):
    kind = event["event"]
    trial = trials.setdefault(event["trial"], {"number": event["trial"], "algorithm": "", "params": {}, "metrics": {}, "steps": [], "value": None, "state": "running"})
    if kind in _STATES:
        trial["state"] = _STATES[kind]
    if kind == "asked":
        trial.update({name: event.get(name) for name in ("algorithm", "params", "seed")}, steps=[])
    elif kind == "reported":
        trial["steps"].append(dict(event["metrics"], step=event.get("step")))
    if kind in ("told", "pruned") and "value" in event:
        trial["value"] = _finite(event["value"])
    if "metrics" in event:
        trial["metrics"].update(event["metrics"])
    if "resources" in event:
        trial.setdefault("resources", {}).update(event["resources"])
    if kind in ("failed", "lost", "pruned"):
        trial["reason"] = event.get("reason")


def _study_of_url(url, name, auth):
    if not name:
        raise ValueError("say which study by name=")
    trials, total = [], 1
    while len(trials) < total:
        page = _get("%s/mlcd/trials?study=%s&limit=1000&offset=%d" % (url.rstrip("/"), urllib.parse.quote(name), len(trials)), auth)
        total = page["total"]
        if not page["rows"]:
            break
        trials += page["rows"]
    for trial in trials:
        for key in ("params", "metrics"):
            trial.setdefault(key, {})
    shown = _get("%s/mlcd/study?name=%s" % (url.rstrip("/"), urllib.parse.quote(name)), auth)
    definition = shown.get("definition", shown)
    return Study(name, definition.get("metric"), definition.get("direction"), trials)


def _get(url, auth):
    request = urllib.request.Request(url)
    if auth:
        request.add_header("Authorization", "Basic " + base64.b64encode(("%s:%s" % tuple(auth)).encode("utf-8")).decode("ascii"))
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)
