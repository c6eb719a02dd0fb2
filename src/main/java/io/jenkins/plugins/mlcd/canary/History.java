package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.stats.Proportions;
import io.jenkins.plugins.mlcd.stats.SequentialRates;
import io.jenkins.plugins.mlcd.stats.SequentialRates.Counts;
import io.jenkins.plugins.mlcd.stats.SequentialRates.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the looks of a rollout add up to: figures, and the evidence on each rule. Values; a look makes a new one. */
final class History {

    private static final int ALL = 100;

    private final double minEffect;

    /** Alpha's share of one test. */
    private final double share;

    private final List<MetricRule> rules;
    private List<RuleTest> tests;

    /** By rule, the most evidence there has been that it is kept: what was proven stays proven. */
    private double[] kept;

    private Figures canary = Figures.NONE;
    private Figures stable = Figures.NONE;
    private Figures warmCanary = Figures.NONE;
    private Figures warmStable = Figures.NONE;
    private Figures alone = Figures.NONE;
    private Optional<SequentialRates> aloneTest = Optional.empty();
    private double aloneLimit;
    private int concurrentLooks;
    private int looks;
    private boolean sameBuckets = true;
    private long atWeight;
    private boolean concurrentAtWeight;
    private Look last = new Look(0, Optional.empty(), Optional.empty());

    private History(RolloutDefinition definition) {
        minEffect = definition.minEffect();
        rules = definition.rules();
        share = definition.alpha() / (rules.size() + (definition.abTest().isPresent() ? 1 : 0) + (definition.stepWeights().contains(ALL) ? 1 : 0));
        tests = rules.stream().map(rule -> RuleTest.of(rule, minEffect, definition.abTest().isPresent())).toList();
        kept = new double[rules.size()];
    }

    private History(History other) {
        minEffect = other.minEffect;
        share = other.share;
        rules = other.rules;
        tests = other.tests;
        kept = other.kept;
        canary = other.canary;
        stable = other.stable;
        warmCanary = other.warmCanary;
        warmStable = other.warmStable;
        alone = other.alone;
        aloneTest = other.aloneTest;
        aloneLimit = other.aloneLimit;
        concurrentLooks = other.concurrentLooks;
        looks = other.looks;
        sameBuckets = other.sameBuckets;
        atWeight = other.atWeight;
        concurrentAtWeight = other.concurrentAtWeight;
        last = other.last;
    }

    static History start(RolloutDefinition definition) {
        return new History(definition);
    }

    /** The weight changes: what is wanted at a weight counts from zero, the evidence goes on. */
    History atAnotherWeight() {
        History next = new History(this);
        next.atWeight = 0;
        next.concurrentAtWeight = false;
        return next;
    }

    History plus(Look look) {
        History next = new History(this);
        next.last = look;
        next.looks++;
        Figures mine = look.canary().orElse(Figures.NONE);
        next.atWeight += look.sound() ? mine.requests() : 0;
        if (look.concurrent()) {
            next.compare(mine, look.stable().orElse(Figures.NONE), look.sameBuckets());
        }
        if (look.weight() == ALL && mine.requests() > 0) {
            next.alone(mine);
        }
        next.test(look);
        return next;
    }

    private void compare(Figures mine, Figures others, boolean comparable) {
        concurrentAtWeight = true;
        concurrentLooks++;
        canary = canary.plus(mine);
        stable = stable.plus(others);
        if (concurrentLooks > 1) {
            warmCanary = warmCanary.plus(mine);
            warmStable = warmStable.plus(others);
            sameBuckets &= comparable;
        }
    }

    private void test(Look look) {
        Figures mine = look.canary().orElse(Figures.NONE);
        Figures others = look.stable().orElse(Figures.NONE);
        List<RuleTest> next = new ArrayList<>(tests.size());
        double[] most = kept.clone();
        for (int i = 0; i < rules.size(); i++) {
            boolean warmingUp = rules.get(i).measure().type() == Measure.Type.LATENCY && concurrentLooks <= 1;
            boolean usable = rules.get(i).relative() ? look.beside() && !warmingUp : mine.requests() > 0 && !warmingUp;
            RuleTest test = usable ? tests.get(i).plus(mine, others) : tests.get(i);
            next.add(test);
            most[i] = Math.max(most[i], test.kept());
        }
        tests = next;
        kept = most;
    }

    /**
     * At 100 percent nothing runs beside the canary, so its errors are held against the most that those of the stable version before can have
     * been: half of the share of alpha for that bound, half for the looks.
     */
    private void alone(Figures mine) {
        Optional<MetricRule> errors = rules.stream().filter(rule -> rule.measure().name().equals("error_rate") && rule.relative()).findFirst();
        if (errors.isEmpty() || stable.requests() == 0) {
            return;
        }
        if (aloneTest.isEmpty()) {
            aloneTest = Optional.of(SequentialRates.against(Side.AT_MOST, minEffect));
            aloneLimit = errors.get().limit(Proportions.clopperPearson(stable.errors(), stable.requests(), 1 - share).high());
        }
        alone = alone.plus(mine);
        aloneTest = Optional.of(aloneTest.get().plus(0, aloneLimit, new Counts(mine.errors(), mine.requests(), 0, 0)));
    }

    boolean worseAlone() {
        return aloneTest.isPresent() && aloneTest.get().evidence() >= 2 / share;
    }

    /** What the canary did with all traffic. */
    Figures alone() {
        return alone;
    }

    /** The evidence that rolls back: alpha is shared by the rules, by a better canary in an A/B test, and by the looks at 100 percent. */
    double neededToFail() {
        return 1 / share;
    }

    List<MetricRule> rules() {
        return rules;
    }

    RuleTest test(int rule) {
        return tests.get(rule);
    }

    double kept(int rule) {
        return kept[rule];
    }

    /** What the canary did beside the stable version, as far as it counts for a rule. */
    Figures canary(MetricRule rule) {
        boolean latency = rule.measure().type() == Measure.Type.LATENCY;
        Figures figures = latency ? warmCanary : canary;
        return rule.relative() || latency ? figures : figures.plus(alone);
    }

    Figures stable(MetricRule rule) {
        return rule.measure().type() == Measure.Type.LATENCY ? warmStable : stable;
    }

    boolean sameBuckets() {
        return sameBuckets;
    }

    int looks() {
        return looks;
    }

    Look last() {
        return last;
    }

    /** Requests to the canary at this weight. */
    long atWeight() {
        return atWeight;
    }

    boolean concurrentAtWeight() {
        return concurrentAtWeight;
    }
}
