package io.jenkins.plugins.mlcd.agent.serve;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** What a model server counts; each metric carries the constant label {@code model}. */
final class ServerMetrics {

    private static final double[] SECONDS = {
        .00025, .0005, .001, .002, .003, .005, .0075, .01, .015, .02, .03, .05, .075, .1, .15, .2, .3, .5, 1, 2, 5
    };
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

    ServerMetrics(String model) {
        this.model = Labels.of("model", model);
        requests = counter("mlcd_requests_total", "Answered POST /predict, by HTTP status.", "code");
        predictions = counter("mlcd_predictions_total", "Predictions, by predicted class.", "prediction");
        feedback = counter("mlcd_feedback_total", "True labels that came back: correct, wrong, or of no known request.", "result");
        dropped = counter("mlcd_recording_dropped_total", "Predictions that the profile (queue) or the capture (disk) missed.", "reason");
        latency = histogram("mlcd_request_seconds", "Time from the request's head to its answer.", SECONDS);
        confidence = histogram("mlcd_confidence_ratio", "Confidence of predictions.", CONFIDENCE);
        confidenceSquares = Counter.builder()
                .name("mlcd_confidence_squares_total")
                .help("Sum of the squared confidence of predictions, for its variance.")
                .constLabels(this.model)
                .register(registry);
    }

    private Counter counter(String name, String help, String label) {
        return Counter.builder().name(name).help(help).constLabels(model).labelNames(label).register(registry);
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

    void feedback(String result) {
        feedback.labelValues(result).inc();
    }

    void dropped(String reason) {
        dropped.labelValues(reason).inc();
    }

    PrometheusRegistry registry() {
        return registry;
    }
}
