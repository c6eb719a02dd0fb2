package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.record.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A validation as lines of text for a console: one a check, the columns aligned, then the worst slices. */
public final class VerdictTable {

    private VerdictTable() {}

    public static List<String> of(Validation validation) {
        int benchmark = width(validation, true);
        int check = width(validation, false);
        List<String> lines = new ArrayList<>();
        lines.add(validation.model() + " against " + validation.baseline().orElse("no baseline (first model)"));
        for (CheckResult result : validation.checks()) {
            lines.add(String.format(
                    "  %-12s  %-" + benchmark + "s  %-" + check + "s  %s",
                    result.verdict().map(Enum::name).orElse("left out"),
                    result.benchmark(),
                    result.check(),
                    result.reason()));
            result.slices().stream()
                    .filter(slice -> slice.verdict() != Verdict.PASS)
                    .forEach(slice -> lines.add(String.format("    %-12s  %s: %s", slice.verdict(), slice.slice(), slice.reason())));
        }
        validation.slices().forEach((name, slices) -> worst(lines, name, slices));
        return lines;
    }

    private static void worst(List<String> lines, String benchmark, Slices slices) {
        if (slices.worst().isEmpty()) {
            return;
        }
        int width = slices.worst().stream().mapToInt(finding -> finding.slice().length()).max().orElse(1);
        lines.add("  slices of " + benchmark + " that are significantly below the rest (" + slices.looked() + " looked at):");
        slices.worst().forEach(finding -> lines.add(String.format(
                Locale.ROOT,
                "    %-" + width + "s  accuracy %s (%s to %s, %,d samples), the rest %s, p = %.2g",
                finding.slice(),
                Decision.number(finding.accuracy()),
                Decision.number(finding.interval().low()),
                Decision.number(finding.interval().high()),
                finding.samples(),
                Decision.number(finding.rest()),
                finding.pValue())));
        if (slices.more() > 0) {
            lines.add("    and " + slices.more() + " more");
        }
    }

    private static int width(Validation validation, boolean benchmark) {
        return validation.checks().stream()
                .mapToInt(result -> (benchmark ? result.benchmark() : result.check()).length())
                .max()
                .orElse(1);
    }
}
