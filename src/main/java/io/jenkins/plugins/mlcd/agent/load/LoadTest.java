package io.jenkins.plugins.mlcd.agent.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Puts a candidate and, if there is one, its baseline under the same load in turns: pairs of blocks, the order in each pair by
 * chance, so that what else happens on the machine meets both alike.
 */
public final class LoadTest {

    private final LoadPlan plan;
    private final Random random;
    private long number;

    public LoadTest(LoadPlan plan) {
        this.plan = plan;
        this.random = new Random(plan.seed());
    }

    /** One kind of load on a model. */
    private interface Load {
        Block run(LoadTarget target, long first) throws InterruptedException;
    }

    public LoadFigures run(LoadTarget candidate, Optional<LoadTarget> baseline) throws InterruptedException {
        OpenLoop open = new OpenLoop(plan.rate(), random);
        warmUp(open, candidate);
        if (baseline.isPresent()) {
            warmUp(open, baseline.get());
        }
        List<Pair> latency = pairs(candidate, baseline, (target, first) -> open.run(target, first, plan.blockNanos()));
        ClosedLoop closed = new ClosedLoop(plan.clients());
        List<Pair> throughput = plan.clients() == 0
                ? List.of()
                : pairs(candidate, baseline, (target, first) -> closed.run(target, first, plan.blockNanos() / 4));
        return new LoadFigures(latency, throughput, plan.confidence(), plan.seed());
    }

    private void warmUp(OpenLoop open, LoadTarget target) throws InterruptedException {
        number += open.run(target, number, plan.warmUp().toNanos()).requests();
    }

    private List<Pair> pairs(LoadTarget candidate, Optional<LoadTarget> baseline, Load load) throws InterruptedException {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < plan.blocks(); i++) {
            long first = number;
            boolean baselineFirst = random.nextBoolean();
            Optional<Block> before = baselineFirst ? run(load, baseline, first) : Optional.empty();
            Block mine = load.run(candidate, first);
            Optional<Block> other = baselineFirst ? before : run(load, baseline, first);
            number = first + mine.requests();
            pairs.add(new Pair(mine, other));
        }
        return pairs;
    }

    private static Optional<Block> run(Load load, Optional<LoadTarget> target, long first) throws InterruptedException {
        return target.isPresent() ? Optional.of(load.run(target.get(), first)) : Optional.empty();
    }

    /** Blocks that followed each other. */
    record Pair(Block candidate, Optional<Block> baseline) {}
}
