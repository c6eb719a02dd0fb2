package io.jenkins.plugins.mlcd.agent.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.stats.BlockBootstrap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** What a load test measured, with intervals and, where there was a baseline beside it, ratios to it. */
public final class LoadFigures {

    private static final int RESAMPLES = 1000;
    private static final double NANOS_A_MILLISECOND = 1e6;
    private static final double NANOS_A_SECOND = 1e9;

    private final List<LoadTest.Pair> latency;
    private final List<LoadTest.Pair> throughput;
    private final BlockBootstrap bootstrap;
    private final long seed;

    LoadFigures(List<LoadTest.Pair> latency, List<LoadTest.Pair> throughput, double confidence, long seed) {
        this.latency = latency;
        this.throughput = throughput;
        this.bootstrap = new BlockBootstrap(RESAMPLES, confidence);
        this.seed = seed;
    }

    /** The metrics in the form that the protocol gives them: {@code latency_p50_ms}, {@code throughput_rps}, {@code error_rate}, ... */
    public ObjectNode metrics() {
        ObjectNode metrics = Json.object();
        List<Block> mine = latency.stream().map(LoadTest.Pair::candidate).toList();
        BlockQuantiles quantiles = quantiles(mine);
        Optional<BlockQuantiles> others = others(latency).map(LoadFigures::quantiles);
        for (Quantile quantile : Quantile.values()) {
            ToDoubleFunction<int[]> value = times -> quantiles.quantile(quantile.share, times) / NANOS_A_MILLISECOND;
            Optional<ToDoubleFunction<int[]>> ratio =
                    others.map(other -> times -> quantiles.quantile(quantile.share, times) / other.quantile(quantile.share, times));
            metrics.set(quantile.metric, figure(latency.size(), quantiles.total(), value, ratio));
        }
        if (!throughput.isEmpty()) {
            List<Block> saturated = throughput.stream().map(LoadTest.Pair::candidate).toList();
            long answered = saturated.stream().mapToLong(block -> block.requests() - block.errors()).sum();
            Optional<ToDoubleFunction<int[]>> ratio = others(throughput).map(other -> times -> rate(saturated, times) / rate(other, times));
            metrics.set("throughput_rps", figure(throughput.size(), answered, times -> rate(saturated, times), ratio));
        }
        long errors = mine.stream().mapToLong(Block::errors).sum();
        metrics.put("error_rate", (double) errors / Math.max(1, quantiles.total()));
        metrics.put("requests", quantiles.total());
        return metrics;
    }

    /** The quantiles that are reported. */
    private enum Quantile {
        P50("latency_p50_ms", 0.5),
        P95("latency_p95_ms", 0.95),
        P99("latency_p99_ms", 0.99);

        private final String metric;
        private final double share;

        Quantile(String metric, double share) {
            this.metric = metric;
            this.share = share;
        }
    }

    private ObjectNode figure(int blocks, long samples, ToDoubleFunction<int[]> value, Optional<ToDoubleFunction<int[]>> ratio) {
        ObjectNode figure = estimate(blocks, value).put("samples", samples);
        ratio.ifPresent(r -> figure.set("ratio", estimate(blocks, r)));
        return figure;
    }

    private ObjectNode estimate(int blocks, ToDoubleFunction<int[]> figure) {
        BlockBootstrap.Estimate estimate = bootstrap.estimate(blocks, figure, new Random(seed));
        return Json.object()
                .put("value", estimate.value())
                .put("low", estimate.interval().low())
                .put("high", estimate.interval().high());
    }

    private static BlockQuantiles quantiles(List<Block> blocks) {
        return new BlockQuantiles(blocks.stream().map(Block::latencies).toList());
    }

    private static Optional<List<Block>> others(List<LoadTest.Pair> pairs) {
        List<Block> blocks = pairs.stream().flatMap(pair -> pair.baseline().stream()).toList();
        return blocks.isEmpty() ? Optional.empty() : Optional.of(blocks);
    }

    /** Answers a second. */
    private static double rate(List<Block> blocks, int[] times) {
        double answers = 0;
        double nanos = 0;
        for (int i = 0; i < times.length; i++) {
            Block block = blocks.get(i);
            answers += times[i] * (double) (block.requests() - block.errors());
            nanos += times[i] * (double) block.nanos();
        }
        return answers / nanos * NANOS_A_SECOND;
    }
}
