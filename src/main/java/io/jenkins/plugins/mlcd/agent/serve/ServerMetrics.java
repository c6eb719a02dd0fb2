package io.jenkins.plugins.mlcd.agent.serve;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/** What a model server counts; each metric carries the constant label {@code model}. */
final class ServerMetrics implements PredictionQueue.Observer {

    private static final double[] SECONDS = {
        .00025, .0005, .001, .002, .003, .005, .0075, .01, .015, .02, .03, .05, .075, .1, .15, .2, .3, .5, 1, 2, 5
    };
    private static final double[] BATCH = {1, 2, 4, 8, 16, 32, 64, 128, 256};
    private static final double[] CONFIDENCE = {.1, .2, .3, .4, .5, .6, .7, .8, .9, .95, .99};

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Labels model;
    private final Counter requests;
    private final Counter predictions;
    private final Counter feedback;
    private final Counter dropped;
    private final Histogram latency;
    private final Histogram confidence;
    private final Counter confidenceSquares;
    private final Counter late;
    private final Counter labelledConfidence;
    private final Counter labelledConfidenceSquares;
    private final Counter calibration;
    private final Histogram queueWait;
    private final Histogram batch;

    ServerMetrics(String model) {
        this.model = Labels.of("model", model);
        requests = counter("mlcd_requests_total", "Answered POST /predict, by HTTP status.", "code");
        predictions = counter("mlcd_predictions_total", "Predictions, by predicted class.", "prediction");
        feedback = counter("mlcd_feedback_total", "True labels that came: correct, wrong, unknown, repeated or contradicting.", "result");
        late = counter("mlcd_feedback_late_total", "Of the correct and wrong labels, those whose prediction is in no window any more.");
        labelledConfidence = counter("mlcd_labelled_confidence_total", "Sum of the confidence of predictions whose true label came.");
        labelledConfidenceSquares = counter("mlcd_labelled_confidence_squares_total", "Sum of the squared confidence of predictions whose true label came.");
        calibration = counter("mlcd_calibration_total",
                "Predictions whose true label came, correct or wrong, by the smallest bound of mlcd_confidence_ratio that is not below their confidence.",
                "bucket", "result");
        dropped = counter("mlcd_recording_dropped_total", "Predictions that the profile (queue, error) or the capture (size, disk) missed.", "reason");
        latency = histogram("mlcd_request_seconds", "Time from the request's head to its answer.", SECONDS);
        confidence = histogram("mlcd_confidence_ratio", "Confidence of predictions.", CONFIDENCE);
        queueWait = histogram("mlcd_queue_wait_seconds", "Time that a request waited for the model.", SECONDS);
        batch = Histogram.builder()
                .name("mlcd_batch_samples")
                .help("Requests that went through the model together.")
                .constLabels(this.model)
                .classicOnly()
                .classicUpperBounds(BATCH)
                .register(registry);
        confidenceSquares = counter("mlcd_confidence_squares_total", "Sum of the squared confidence of predictions, for its variance.");
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).constLabels(model).labelNames(labels).register(registry);
    }

    /** A counter that someone else counts. */
    void counter(String name, String help, LongSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .constLabels(model)
                .callback(callback -> callback.call(value.getAsLong()))
                .register(registry);
    }

    private Histogram histogram(String name, String help, double[] bounds) {
        Histogram.Builder builder = Histogram.builder().name(name).help(help).constLabels(model).classicOnly().classicUpperBounds(bounds);
        return (name.endsWith("seconds") ? builder.unit(Unit.SECONDS) : builder.unit(Unit.RATIO)).register(registry);
    }

    void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .constLabels(model)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    /** How far the traffic of the newest windows is from the training data; nothing while too few samples tell. */
    void drift(WindowDrift drift) {
        window(drift, "mlcd_window_samples", "Samples of the newest windows, of which the other figures of windows are.", WindowDrift.Figures::samples);
        window(drift, "mlcd_window_confidence_mean", "Mean confidence in the newest windows.", WindowDrift.Figures::confidence);
        window(drift, "mlcd_window_unexpected_ratio", "Share of samples in the newest windows, beyond that of the training data, that the model was not trained on.",
                WindowDrift.Figures::unexpected);
        window(drift, "mlcd_window_stability_index_max", "Largest population stability index of a feature in the newest windows.",
                WindowDrift.Figures::largestStability);
        GaugeWithCallback.builder()
                .name("mlcd_window_stability_index")
                .help("Population stability index of a feature in the newest windows, against the training data.")
                .constLabels(model)
                .labelNames("feature")
                .callback(callback -> drift.figures().ifPresent(now -> now.stability().forEach((feature, index) -> callback.call(index, feature))))
                .register(registry);
    }

    private void window(WindowDrift drift, String name, String help, ToDoubleFunction<WindowDrift.Figures> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .constLabels(model)
                .callback(callback -> drift.figures().ifPresent(now -> callback.call(value.applyAsDouble(now))))
                .register(registry);
    }

    void answered(int status, double seconds) {
        requests.labelValues(Integer.toString(status)).inc();
        latency.observe(seconds);
    }

    void predicted(String prediction, double certainty) {
        predictions.labelValues(prediction).inc();
        confidence.observe(certainty);
        confidenceSquares.inc(certainty * certainty);
    }

    void feedback(LabelJoin.Joined joined) {
        String result = joined.result().name().toLowerCase(Locale.ROOT);
        feedback.labelValues(result).inc();
        if (joined.isNew()) {
            double certainty = joined.prediction().orElseThrow().confidence();
            labelledConfidence.inc(certainty);
            labelledConfidenceSquares.inc(certainty * certainty);
            calibration.labelValues(bucket(certainty), result).inc();
            late.inc(joined.late() ? 1 : 0);
        }
    }

    /** The bound as {@code le} of the histogram's bucket is written. */
    private static String bucket(double certainty) {
        for (double bound : CONFIDENCE) {
            if (certainty <= bound) {
                return Double.toString(bound);
            }
        }
        return "+Inf";
    }

    @Override
    public void waited(double seconds) {
        queueWait.observe(seconds);
    }

    @Override
    public void batch(int size) {
        batch.observe(size);
    }

    void dropped(String reason) {
        dropped.labelValues(reason).inc();
    }

    PrometheusRegistry registry() {
        return registry;
    }
}
