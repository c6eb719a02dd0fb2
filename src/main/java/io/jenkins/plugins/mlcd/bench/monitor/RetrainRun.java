package io.jenkins.plugins.mlcd.bench.monitor;

import io.jenkins.plugins.mlcd.bench.monitor.SoftmaxRegression.Sample;
import java.util.List;

/** One stream with a model that is trained again as a policy says; a new model takes some rows until it is in production. */
final class RetrainRun {

    private static final int HELD_OUT_OF = 4;

    /** Rows that come while a model is trained, gated and rolled out. */
    private static final int LATENCY = 200;

    private final RetrainStream stream;
    private final RetrainPolicy policy;
    private SoftmaxRegression model;
    private SoftmaxRegression next;
    private long nextErrors;
    private long ownErrors;
    private long nextHeldOut;
    private int due = Integer.MAX_VALUE;

    private RetrainRun(RetrainStream stream, RetrainPolicy policy) {
        this.stream = stream;
        this.policy = policy;
    }

    /**
     * How it went.
     *
     * @param accuracy over all rows
     * @param retrains without the first training
     */
    record Outcome(double accuracy, double retrains) {}

    static Outcome of(RetrainStream stream, RetrainPolicy policy) {
        return new RetrainRun(stream, policy).run();
    }

    private Outcome run() {
        train(stream.first());
        deploy();
        int right = 0;
        int retrains = 0;
        List<Sample> rows = stream.rows();
        for (int row = 0; row < rows.size(); row++) {
            boolean wrong = model.judge(rows.get(row)).wrong();
            right += wrong ? 0 : 1;
            if (row == due) {
                deploy();
            }
            int recent = policy.after(row, wrong);
            if (recent > 0 && row < rows.size() - 1) {
                train(rows.subList(Math.max(0, row + 1 - recent), row + 1));
                due = row + LATENCY;
                retrains++;
            }
        }
        return new Outcome(right / (double) rows.size(), retrains);
    }

    /** The newest quarter is held out to say how good the model is. */
    private void train(List<Sample> samples) {
        int kept = samples.size() - samples.size() / HELD_OUT_OF;
        List<Sample> heldOut = samples.subList(kept, samples.size());
        next = stream.trainer().apply(samples.subList(0, kept));
        nextHeldOut = heldOut.size();
        nextErrors = errors(next, heldOut);
        ownErrors = model == null ? heldOut.size() : errors(model, heldOut);
    }

    private static long errors(SoftmaxRegression judge, List<Sample> samples) {
        return samples.stream().filter(sample -> judge.judge(sample).wrong()).count();
    }

    /** Behind a gate: a model that is wrong more often than the one in production, on what was held out, does not replace it. */
    private void deploy() {
        due = Integer.MAX_VALUE;
        if (nextErrors <= ownErrors) {
            model = next;
            policy.deployed(nextErrors, nextHeldOut);
        }
    }
}
