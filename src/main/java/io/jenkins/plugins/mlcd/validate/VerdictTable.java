package io.jenkins.plugins.mlcd.validate;

import java.util.ArrayList;
import java.util.List;

/** A validation as lines of text for a console: one a check, the columns aligned. */
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
        }
        return lines;
    }

    private static int width(Validation validation, boolean benchmark) {
        return validation.checks().stream()
                .mapToInt(result -> (benchmark ? result.benchmark() : result.check()).length())
                .max()
                .orElse(1);
    }
}
