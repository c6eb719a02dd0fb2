package io.jenkins.plugins.mlcd.bench.monitor;

import static io.jenkins.plugins.mlcd.bench.monitor.StreamDetector.Family.logarithmic;

import io.jenkins.plugins.mlcd.bench.monitor.StreamDetector.Family;
import io.jenkins.plugins.mlcd.stats.FalseAlarms;
import io.jenkins.plugins.mlcd.stats.RiseDetector;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import moa.classifiers.core.driftdetection.ADWINChangeDetector;
import moa.classifiers.core.driftdetection.AbstractChangeDetector;
import moa.classifiers.core.driftdetection.DDM;
import moa.classifiers.core.driftdetection.HDDM_A_Test;
import moa.classifiers.core.driftdetection.HDDM_W_Test;
import moa.classifiers.core.driftdetection.PageHinkleyDM;
import moa.classifiers.core.driftdetection.SEEDChangeDetector;

/** Our detector and its peers. None knows a validation set: each learns from the stream what is normal. */
final class StreamDetectors {

    private static final int STEPS = 100;

    /** Rows of a stream that our detector takes as its reference; it looks for no rise among them. */
    private static final long REFERENCE = 1_000;

    /** The strictest level that MOA takes. */
    private static final double MOST_OF_DDM = 5;

    static final Family OURS = ours("mlcd", REFERENCE);

    private static final Family EARLY = ours("mlcd, no reference rows", FalseAlarms.WARM_UP);

    static final Family ADWIN = moa("ADWIN", logarithmic(0.9, 1e-6, STEPS), 0.002, delta -> {
        ADWINChangeDetector detector = new ADWINChangeDetector();
        detector.deltaAdwinOption.setValue(delta);
        return detector;
    });

    static final Family DDM = moa("DDM", DoubleStream.iterate(2, level -> level <= MOST_OF_DDM, level -> level + 0.03125).boxed().toList(), 3, level -> {
        DDM detector = new DDM();
        detector.outcontrolLevelOption.setValue(level);
        return detector;
    });

    static final Family KSWIN = new Family("KSWIN", logarithmic(0.1, 1e-12, STEPS), 0.005, (alpha, scores) -> new Kswin(alpha));

    private static final Family HDDM_A = moa("HDDM_A", logarithmic(0.1, 1e-9, STEPS), 0.001, confidence -> {
        HDDM_A_Test detector = new HDDM_A_Test();
        detector.driftConfidenceOption.setValue(confidence);
        return detector;
    });

    private static final Family HDDM_W = moa("HDDM_W", logarithmic(0.1, 1e-9, STEPS), 0.001, confidence -> {
        HDDM_W_Test detector = new HDDM_W_Test();
        detector.driftConfidenceOption.setValue(confidence);
        return detector;
    });

    private static final Family SEED = moa("SEED", logarithmic(0.9, 1e-6, STEPS), 0.05, delta -> {
        SEEDChangeDetector detector = new SEEDChangeDetector();
        detector.deltaSEEDOption.setValue(delta);
        return detector;
    });

    private static final Family PAGE_HINKLEY = moa("Page-Hinkley", IntStream.rangeClosed(1, 100).mapToObj(i -> 1.0 * i).toList(), 50, lambda -> {
        PageHinkleyDM detector = new PageHinkleyDM();
        detector.lambdaOption.setValue(lambda);
        return detector;
    });

    /** Those that are to be matched. */
    static final List<Family> PEERS = List.of(ADWIN, DDM, KSWIN);

    /** Ours without rows to learn from first, and what else MOA has; shown beside. */
    static final List<Family> OTHERS = List.of(EARLY, HDDM_A, HDDM_W, SEED, PAGE_HINKLEY);

    private StreamDetectors() {}

    private static Family ours(String name, long reference) {
        return new Family(name, logarithmic(3e3, 3e7, STEPS), 100_000, (runLength, scores) -> ours(FalseAlarms.every(runLength).after(reference), scores));
    }

    private static StreamDetector ours(FalseAlarms policy, List<Double> scores) {
        return new StreamDetector() {
            private RiseDetector detector = RiseDetector.over(scores, Collections.nCopies(scores.size(), 0L), policy);

            @Override
            public boolean alarms(int level, double value) {
                detector = detector.plusLevel(level);
                return detector.isAlarm();
            }
        };
    }

    private static Family moa(String name, List<Double> knobs, double own, DoubleFunction<AbstractChangeDetector> made) {
        return new Family(name, knobs, own, (knob, scores) -> {
            AbstractChangeDetector detector = made.apply(knob);
            detector.prepareForUse();
            detector.resetLearning();
            return (level, value) -> {
                detector.input(value);
                return detector.getChange();
            };
        });
    }
}
