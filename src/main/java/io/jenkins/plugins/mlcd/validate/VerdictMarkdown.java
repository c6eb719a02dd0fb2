package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.record.Verdict;
import io.jenkins.plugins.mlcd.stats.Interval;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A validation as GitHub-flavoured Markdown, short enough for a comment on a pull request: the verdict, a table of checks, the slices that
 * did not pass, and the worst slices.
 */
public final class VerdictMarkdown {

    /** So many slices of a check are named. */
    private static final int SHOWN = 10;

    private final StringBuilder text = new StringBuilder();

    private VerdictMarkdown() {}

    public static String of(Validation validation) {
        VerdictMarkdown markdown = new VerdictMarkdown();
        markdown.head(validation);
        markdown.checks(validation);
        validation.checks().forEach(markdown::slices);
        validation.slices().forEach(markdown::worst);
        return markdown.text.toString();
    }

    private void head(Validation validation) {
        line("## " + mark(Optional.of(validation.verdict())) + " " + validation.verdict() + ": " + cell(validation.model()) + " against "
                + cell(validation.baseline().orElse("no baseline (first model)")));
        line("");
        line(cell(validation.summary()));
        line("");
    }

    private void checks(Validation validation) {
        line("| | check | benchmark | value | interval | limit | why |");
        line("| --- | --- | --- | ---: | --- | ---: | --- |");
        for (CheckResult check : validation.checks()) {
            row(
                    mark(check.verdict()) + " " + check.verdict().map(Enum::name).orElse("left out"),
                    code(check.check()),
                    cell(check.benchmark()),
                    number(check.value()),
                    check.interval().map(VerdictMarkdown::interval).orElse(""),
                    number(check.limit()),
                    cell(check.reason()));
        }
        line("");
    }

    private void slices(CheckResult check) {
        long bad = check.slices().stream().filter(slice -> slice.verdict() != Verdict.PASS).count();
        if (bad == 0) {
            return;
        }
        line("### Slices of " + code(check.check()) + " on " + cell(check.benchmark()));
        line("");
        line("| | slice | samples | value | interval | limit | p |");
        line("| --- | --- | ---: | ---: | --- | ---: | ---: |");
        check.slices().stream().filter(slice -> slice.verdict() != Verdict.PASS).limit(SHOWN).forEach(slice -> row(
                mark(Optional.of(slice.verdict())) + " " + slice.verdict(),
                code(slice.slice()),
                count(slice.samples()),
                Decision.number(slice.value()),
                interval(slice.interval()),
                Decision.number(slice.limit()),
                p(slice.pValue())));
        more(bad - SHOWN);
    }

    private void worst(String benchmark, Slices slices) {
        if (slices.worst().isEmpty()) {
            return;
        }
        line("### Worst slices of " + cell(benchmark));
        line("");
        line("| slice | samples | accuracy | interval | rest | baseline | p |");
        line("| --- | ---: | ---: | --- | ---: | ---: | ---: |");
        slices.worst().forEach(finding -> row(
                code(finding.slice()),
                count(finding.samples()),
                Decision.number(finding.accuracy()),
                interval(finding.interval()),
                Decision.number(finding.rest()),
                number(finding.baseline()),
                p(finding.pValue())));
        more(slices.more());
    }

    private void more(long more) {
        line("");
        if (more > 0) {
            line("and " + more + " more");
            line("");
        }
    }

    private void row(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String mark(Optional<Verdict> verdict) {
        return verdict.map(Map.of(Verdict.PASS, "✅", Verdict.FAIL, "❌", Verdict.INCONCLUSIVE, "❔", Verdict.ERROR, "⚠️")::get).orElse("➖");
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? Decision.number(value.getAsDouble()) : "";
    }

    private static String interval(Interval interval) {
        return Decision.number(interval.low()) + " to " + Decision.number(interval.high());
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String p(double pValue) {
        return String.format(Locale.ROOT, "%.2g", pValue);
    }

    private static String code(String text) {
        return "`" + text.replace('`', '\'').replace("|", "\\|").replaceAll("[\\s\\p{Cntrl}]", " ") + "`";
    }

    /** Values of fields come from evaluators: they may neither break the table nor become markup or a mention. */
    private static String cell(String text) {
        return text.replaceAll("[\\\\`*_{}\\[\\]<>#|]", "\\\\$0").replace("@", "@\u200B").replaceAll("[\\s\\p{Cntrl}]", " ");
    }
}
