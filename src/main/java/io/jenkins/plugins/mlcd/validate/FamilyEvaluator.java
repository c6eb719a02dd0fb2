package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.record.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Decides a check on every slice of a field. A slice fails when it is proven to be worse than its limit although there are so many
 * others; it passes when it is proven not to be worse by more than the tolerance. Its estimate need not meet the limit: of fifty slices
 * of a good model the worst hardly ever does. Slices of too few samples are taken together, and what is still too small is not judged.
 */
final class FamilyEvaluator {

    private final Gate gate;
    private final Check check;
    private final String benchmark;

    FamilyEvaluator(Gate gate, Check check, String benchmark) {
        this.gate = gate;
        this.check = check;
        this.benchmark = benchmark;
    }

    private record Slice(String name, Tally tally) {}

    CheckResult evaluate(Counted counted) {
        if (counted.overflowed()) {
            throw new IllegalArgumentException(check.rule().metric() + ": the field has more than " + Dictionary.MAX_VALUES + " values");
        }
        if (counted.groups().isEmpty()) {
            throw new IllegalArgumentException("no sample of the benchmark counts for " + check.rule().metric());
        }
        List<Slice> judged = new ArrayList<>();
        List<Slice> small = new ArrayList<>();
        for (Map.Entry<String, Tally> group : counted.groups().entrySet()) {
            Tally tally = group.getValue();
            boolean comparable = !check.rule().limit().relative() || tally.baselineSamples() > 0;
            if (tally.samples() > 0 && comparable) {
                CheckEvaluator.requireTold(check, counted.question(), tally);
                (tally.samples() >= gate.minSliceSamples() ? judged : small).add(new Slice(group.getKey(), tally));
            }
        }
        String rest = pool(judged, small);
        return judged.isEmpty() ? nothing(rest) : decide(judged, counted.question().measure().unit(), rest);
    }

    /** Takes the small slices together; returns what remains to be said of them. */
    private String pool(List<Slice> judged, List<Slice> small) {
        if (small.isEmpty()) {
            return "";
        }
        Tally pool = small.get(0).tally().empty();
        small.forEach(slice -> pool.add(slice.tally()));
        String values = small.size() == 1 ? "'" + small.get(0).name() + "'" : small.size() + " values";
        if (pool.samples() < gate.minSliceSamples()) {
            return String.format(Locale.ROOT, "; %s with %d samples in all not judged", values, pool.samples());
        }
        judged.add(new Slice("(" + small.size() + " small ones)", pool));
        return "; " + values + " with less than " + gate.minSliceSamples() + " samples taken together";
    }

    private CheckResult nothing(String rest) {
        String reason = "no slice has " + gate.minSliceSamples() + " samples" + rest;
        return new CheckResult(
                check.text(),
                benchmark,
                Optional.of(Verdict.INCONCLUSIVE),
                OptionalDouble.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                reason,
                List.of());
    }

    private CheckResult decide(List<Slice> slices, boolean unit, String rest) {
        List<Evidence> evidence = slices.stream().map(slice -> slice.tally().against(check.rule().limit())).toList();
        boolean large = check.rule().comparison().wantsLarge();
        double[] adjusted = gate.correction().adjust(evidence.stream().mapToDouble(each -> each.worsePValue(large)).toArray());
        List<SliceResult> results = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            results.add(result(slices.get(i), evidence.get(i), adjusted[i], unit));
        }
        results.sort(Comparator.comparing(SliceResult::verdict, Comparator.comparing(verdict -> verdict == Verdict.FAIL ? 0 : verdict == Verdict.PASS ? 2 : 1))
                .thenComparingDouble(SliceResult::pValue));
        SliceResult worst = results.get(0);
        return new CheckResult(
                check.text(),
                benchmark,
                Optional.of(worst.verdict()),
                OptionalDouble.of(worst.value()),
                Optional.of(worst.interval()),
                OptionalDouble.of(worst.limit()),
                worst.baseline(),
                sentence(results) + rest,
                results);
    }

    private SliceResult result(Slice slice, Evidence evidence, double pValue, boolean unit) {
        Decision decision = gate.decision(check.rule().comparison(), new CheckEvaluator(gate).tolerance(evidence, unit), false);
        Verdict verdict = decision.verdict(evidence, pValue);
        return new SliceResult(
                slice.name(),
                slice.tally().samples(),
                verdict,
                evidence.value(),
                CheckEvaluator.shown(evidence, decision.interval(evidence)),
                evidence.shown(evidence.limit()),
                evidence.baseline(),
                pValue,
                decision.reason(evidence, verdict));
    }

    private String sentence(List<SliceResult> results) {
        Map<Verdict, Long> counts = results.stream().collect(Collectors.groupingBy(SliceResult::verdict, Collectors.counting()));
        SliceResult worst = results.get(0);
        String head = String.format(
                Locale.ROOT,
                "of %d slices %d pass, %d fail, %d are undecided; the worst is %s: %s",
                results.size(),
                counts.getOrDefault(Verdict.PASS, 0L),
                counts.getOrDefault(Verdict.FAIL, 0L),
                counts.getOrDefault(Verdict.INCONCLUSIVE, 0L),
                worst.slice(),
                worst.reason());
        return head + String.format(Locale.ROOT, "; p = %.2g by %s's correction", worst.pValue(), gate.correction().author());
    }
}
