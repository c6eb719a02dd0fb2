package io.jenkins.plugins.mlcd.cli.doctor;

import java.util.List;
import java.util.concurrent.Callable;

/**
 * Whether a library of native code can be loaded.
 *
 * @param what library
 * @param load loads it and tells its version
 * @param needed for what, in case it cannot
 */
public record NativesExamination(String what, Callable<String> load, String needed) implements Examination {

    /** PyTorch, by which networks are trained and served. */
    public static NativesExamination pytorch() {
        return new NativesExamination("PyTorch", () -> {
            ai.djl.engine.Engine engine = ai.djl.engine.Engine.getEngine("PyTorch");
            return engine.getVersion() + ", " + (engine.getGpuCount() == 0 ? "no GPU" : engine.getGpuCount() + " GPUs");
        }, "networks");
    }

    /** XGBoost, by which trees are. */
    public static NativesExamination xgboost() {
        return new NativesExamination("XGBoost", () -> {
            ml.dmlc.xgboost4j.java.DMatrix matrix = new ml.dmlc.xgboost4j.java.DMatrix(new float[] {1, 2}, 1, 2, Float.NaN);
            matrix.dispose();
            return "it loads";
        }, "trees");
    }

    /** Errors are caught, too: a missing library is one. */
    @Override
    public List<Diagnosis> examine() throws InterruptedException {
        try {
            return List.of(Diagnosis.ok(what, load.call()));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            return List.of(Diagnosis.fail(what, "its native code does not load: " + Examination.words(e),
                    "It needs Linux on x86-64 with glibc, libgomp1, and a writable MLCD_CACHE; without it mlcd trains and serves no " + needed + ", but runs your own commands."));
        }
    }
}
