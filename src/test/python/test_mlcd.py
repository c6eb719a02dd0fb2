"""What the Python helper promises, with made-up frameworks in the place of the real ones. Run by PythonHelperTest."""
import contextlib
import importlib
import io
import json
import math
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import types
import unittest

HELPER = os.environ["MLCD_HELPER"]


class HelperCase(unittest.TestCase):
    """A fresh helper in a fresh environment for each test."""

    def setUp(self):
        self.directory = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(__import__("shutil").rmtree, self.directory)
        self.reports = self.directory / "reports.jsonl"
        self.before = dict(os.environ)
        for name in [name for name in os.environ if name.startswith("ML_")]:
            del os.environ[name]
        os.environ.update(ML_REPORT_FILE=str(self.reports), ML_MODEL_DIR=str(self.directory / "model"))
        sys.path.insert(0, HELPER)
        sys.modules.pop("mlcd", None)
        self.mlcd = importlib.import_module("mlcd")
        self.handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
        self.modules = set(sys.modules)

    def tearDown(self):
        for number, handler in self.handlers.items():
            signal.signal(number, handler)
        sys.path.remove(HELPER)
        for name in set(sys.modules) - self.modules:
            del sys.modules[name]
        os.environ.clear()
        os.environ.update(self.before)

    def lines(self):
        return [json.loads(line) for line in self.reports.read_text().splitlines()]

    def module(self, name, **members):
        made = types.ModuleType(name)
        made.__dict__.update(members)
        sys.modules[name] = made
        return made


class Params(HelperCase):
    def test_read_the_file_of_the_trial(self):
        file = self.directory / "params.json"
        file.write_text('{"lr": 0.25, "epochs": 7.0, "optimizer": "adam", "norm": true}')
        os.environ["ML_PARAMS_FILE"] = str(file)
        self.assertEqual(self.mlcd.params(epochs=3, width=8), {"lr": 0.25, "epochs": 7, "optimizer": "adam", "norm": True, "width": 8})
        self.assertIsInstance(self.mlcd.params(epochs=3)["epochs"], int)

    def test_fall_back_to_variables_and_defaults(self):
        os.environ.update(ML_PARAM_LR="0.5", ML_PARAM_BATCH_NORM="false")
        self.assertEqual(self.mlcd.params(lr=0.1, **{"batch-norm": True}, epochs=2), {"lr": 0.5, "batch-norm": False, "epochs": 2})

    def test_refuse_a_value_that_is_not_like_its_default(self):
        for text, default in (("x", 1), ("1.5", 1), ("yes", True), ("inf", 1), ("wide", 0.5)):
            os.environ["ML_PARAM_LR"] = text
            with self.assertRaisesRegex(ValueError, "parameter lr is '%s'" % text):
                self.mlcd.params(lr=default)


class Reports(HelperCase):
    def test_are_lines_of_the_file(self):
        self.mlcd.report(1, accuracy=0.5, loss=2)
        self.mlcd.report(accuracy=0.75)
        self.assertEqual(self.lines(), [{"step": 1, "accuracy": 0.5, "loss": 2.0}, {"accuracy": 0.75}])

    def test_are_printed_after_the_mark_without_a_file(self):
        del os.environ["ML_REPORT_FILE"]
        with contextlib.redirect_stdout(io.StringIO()) as out:
            self.mlcd.report(2, loss=0.5)
        self.assertEqual(out.getvalue(), '[mlcd] {"step": 2, "loss": 0.5}\n')

    def test_take_numbers_of_arrays_and_tensors(self):
        scalar = types.SimpleNamespace(item=lambda: 0.25)
        self.mlcd.report(3, loss=scalar, worst=math.nan)
        self.assertEqual(self.lines()[0]["loss"], 0.25)
        self.assertTrue(math.isnan(self.lines()[0]["worst"]))

    def test_refuse_what_is_no_report(self):
        many = types.SimpleNamespace(item=lambda: (_ for _ in ()).throw(ValueError("two values")))
        for step, metrics in ((1, {}), (-1, {"a": 1}), (1.5, {"a": 1}), (True, {"a": 1}), (2 ** 31, {"a": 1}), (1, {"a b": 1}), (1, {"1st": 1}),
                              (1, {"model": 1}), (1, {"a": "high"}), (1, {"a": many}), (1, {"a": None})):
            with self.subTest(step=step, metrics=metrics), self.assertRaises(ValueError):
                self.mlcd.report(step, **metrics)
        self.assertFalse(self.reports.exists())


class Stopping(HelperCase):
    def test_is_told_after_the_first_signal_and_the_second_one_ends(self):
        program = "import mlcd, time, sys\nprint(mlcd.should_stop(), flush=True)\nwhile not mlcd.should_stop(): time.sleep(0.01)\nprint('saved', flush=True)\ntime.sleep(20)"
        process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env=dict(os.environ, PYTHONPATH=HELPER))
        self.addCleanup(process.stdout.close)
        self.assertEqual(process.stdout.readline(), "False\n")
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.stdout.readline(), "saved\n")
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(10), -signal.SIGTERM)


class Profiles(HelperCase):
    def test_refuse_samples_that_do_not_belong_together(self):
        save = self.mlcd.save_profile
        for call in (lambda: save([[1], [2]], ["a"]), lambda: save([[1, 2], [2]], ["a", "b"]), lambda: save(None, ["a"]), lambda: save([], []),
                     lambda: save([[1]], ["a"], [0.5, 0.5]), lambda: save([[1]], ["a"], features={"x": [1]}),
                     lambda: save(features={"f%d" % i: [1] for i in range(501)})):
            with self.assertRaises(ValueError):
                call()
        self.assertFalse((self.directory / "model" / "profile.json").exists())


class Adapters(HelperCase):
    def test_are_imported_only_when_they_are_called(self):
        for name in ("torch", "keras", "tensorflow", "xgboost", "lightgbm", "pandas", "numpy", "lightning"):
            self.assertNotIn(name, sys.modules)
        with self.assertRaises(ImportError):
            self.mlcd.xgboost_callback()

    def stop(self):
        os.kill(os.getpid(), signal.SIGTERM)

    def test_keras(self):
        callbacks = types.SimpleNamespace(Callback=type("Callback", (), {}))
        self.module("keras", callbacks=callbacks)
        callback = self.mlcd.keras_callback({"val_accuracy": "accuracy"})
        callback.model = types.SimpleNamespace(stop_training=False)
        callback.on_epoch_end(0, {"loss": 2.0, "val_accuracy": 0.5})
        callback.on_epoch_end(1, None)
        self.assertFalse(callback.model.stop_training)
        self.assertEqual(self.lines(), [{"step": 1, "loss": 2.0, "accuracy": 0.5}])
        self.stop()
        callback.on_train_batch_end(0)
        self.assertTrue(callback.model.stop_training)

    def test_keras_of_tensorflow(self):
        callbacks = types.SimpleNamespace(Callback=type("Callback", (), {}))
        self.module("tensorflow", keras=types.SimpleNamespace(callbacks=callbacks))
        sys.modules["keras"] = None
        self.addCleanup(sys.modules.pop, "keras", None)
        self.assertIsInstance(self.mlcd.keras_callback(), callbacks.Callback)

    def test_xgboost(self):
        self.module("xgboost", callback=types.SimpleNamespace(TrainingCallback=type("TrainingCallback", (), {})))
        callback = self.mlcd.xgboost_callback({"auc": "accuracy"})
        log = {"train": {"auc": [0.9]}, "valid": {"auc": [0.5, 0.75], "logloss": [0.4, (0.3, 0.01)]}}
        self.assertFalse(callback.after_iteration(None, 1, log))
        self.assertFalse(callback.after_iteration(None, 2, {}))
        self.assertEqual(self.lines(), [{"step": 2, "accuracy": 0.75, "logloss": 0.3}])
        self.stop()
        self.assertTrue(callback.after_iteration(None, 3, log))

    def test_lightgbm(self):
        class EarlyStopException(Exception):
            pass

        self.module("lightgbm", callback=types.SimpleNamespace(EarlyStopException=EarlyStopException))
        callback = self.mlcd.lightgbm_callback({"auc": "accuracy"})
        env = types.SimpleNamespace(iteration=4, evaluation_result_list=[("train", "auc", 0.9, True), ("valid", "auc", 0.7, True), ("valid", "l2", 0.1, False)])
        callback(env)
        callback(types.SimpleNamespace(iteration=5, evaluation_result_list=None))
        self.assertEqual(self.lines(), [{"step": 5, "accuracy": 0.7, "l2": 0.1}])
        self.stop()
        with self.assertRaises(EarlyStopException):
            callback(env)

    def torch(self):
        def save(state, path):
            pathlib.Path(path).write_text(json.dumps(state))

        def load(path, map_location, weights_only):
            assert weights_only
            return json.loads(pathlib.Path(path).read_text())

        self.module("torch", save=save, load=load)

    class Stateful:
        def __init__(self):
            self.state = {"w": 0}

        def state_dict(self):
            return dict(self.state)

        def load_state_dict(self, state):
            self.state = state

    def test_torch_goes_on_from_its_checkpoint(self):
        self.torch()
        model, optimizer = self.Stateful(), self.Stateful()
        trial = self.mlcd.torch_trial(model, optimizer)
        for epoch in trial.epochs(5):
            model.state["w"] = epoch
            trial.report(loss=types.SimpleNamespace(item=lambda: 1.0 / epoch))
            trial.checkpoint()
            if epoch == 2:
                break
        again = self.Stateful()
        resumed = self.mlcd.torch_trial(again, self.Stateful())
        self.assertEqual(again.state, {"w": 2})
        self.assertEqual(list(resumed.epochs(5)), [3, 4, 5])
        self.assertEqual([line["step"] for line in self.lines()], [1, 2])
        self.assertEqual(json.loads(resumed.save().read_text()), {"w": 2})
        self.assertFalse((self.directory / "model" / "checkpoint.pt").exists())

    def test_torch_ends_when_it_should(self):
        self.torch()
        seen = []
        for epoch in self.mlcd.torch_trial(self.Stateful()).epochs(5):
            seen.append(epoch)
            self.stop()
        self.assertEqual(seen, [1])

    def test_lightning(self):
        pytorch = self.module("lightning.pytorch", Callback=type("Callback", (), {}))
        self.module("lightning", pytorch=pytorch)
        callback = self.mlcd.lightning_callback({"val_acc": "accuracy"})
        trainer = types.SimpleNamespace(sanity_checking=True, current_epoch=0, callback_metrics={"val_acc": 0.5}, should_stop=False)
        callback.on_validation_end(trainer, None)
        trainer.sanity_checking = False
        callback.on_validation_end(trainer, None)
        self.assertEqual(self.lines(), [{"step": 1, "accuracy": 0.5}])
        self.stop()
        callback.on_validation_end(trainer, None)
        self.assertTrue(trainer.should_stop)


class Studies(HelperCase):
    LINES = [{"schema": "mlcd/study", "version": 1}, {"event": "defined", "definition": {"study": "s", "metric": "loss", "direction": "minimize"}},
             {"event": "asked", "trial": 0, "algorithm": "<b>", "params": {"lr": 0.1}, "seed": 5},
             {"event": "reported", "trial": 0, "step": 1, "metrics": {"loss": 0.5}}, {"event": "told", "trial": 0, "value": 0.5, "metrics": {"loss": 0.5}},
             {"event": "asked", "trial": 1, "algorithm": "a", "params": {"lr": 0.2}, "seed": 6}, {"event": "lost", "trial": 1, "reason": "agent gone"},
             {"event": "asked", "trial": 1, "algorithm": "a", "params": {"lr": 0.2}, "seed": 6}, {"event": "told", "trial": 1, "value": "NaN", "metrics": {}},
             {"event": "asked", "trial": 2, "algorithm": "a", "params": {"lr": 0.3}, "seed": 7}, {"event": "failed", "trial": 2, "reason": "exit code 1"}]

    def write(self, name="study-s.jsonl"):
        file = self.directory / name
        file.write_text("".join(json.dumps(line) + "\n" for line in self.LINES) + '{"event": "repor')
        return file

    def test_are_read_from_a_file_that_is_being_written(self):
        study = self.mlcd.study(self.write())
        self.assertEqual([trial["state"] for trial in study.trials], ["complete", "complete", "failed"])
        self.assertEqual(study.best["number"], 0)
        self.assertEqual(study.trials[0]["steps"], [{"loss": 0.5, "step": 1}])
        self.assertEqual(study.rows()[0], {"number": 0, "state": "complete", "algorithm": "<b>", "value": 0.5, "param.lr": 0.1, "metric.loss": 0.5})
        self.assertEqual(repr(study), "<study s: 3 trials, best loss 0.5>")

    def test_are_shown_with_what_trials_wrote_as_text(self):
        shown = self.mlcd.study(self.write())._repr_html_()
        self.assertIn("&lt;b&gt;", shown)
        self.assertNotIn("<b>", shown)

    def test_are_found_in_a_directory_when_it_is_clear_which(self):
        self.write()
        self.assertEqual(len(self.mlcd.study(self.directory)), 3)
        self.write("study-t.jsonl")
        with self.assertRaisesRegex(ValueError, "study-s.jsonl, study-t.jsonl; say which"):
            self.mlcd.study(self.directory)
        self.assertEqual(len(self.mlcd.study(self.directory, "t")), 3)

    def test_refuse_another_version(self):
        file = self.directory / "study-s.jsonl"
        file.write_text('{"schema": "mlcd/study", "version": 2}\n')
        with self.assertRaisesRegex(ValueError, "no study of version 1"):
            self.mlcd.study(file)


if __name__ == "__main__":
    unittest.main(verbosity=2)
