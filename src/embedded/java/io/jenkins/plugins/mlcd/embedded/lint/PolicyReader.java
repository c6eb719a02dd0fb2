package io.jenkins.plugins.mlcd.embedded.lint;

import io.jenkins.plugins.mlcd.embedded.declarative.validate.Entry;
import io.jenkins.plugins.mlcd.embedded.lint.Literal.Call;
import io.jenkins.plugins.mlcd.embedded.script.JenkinsfileCompiler;
import io.jenkins.plugins.mlcd.lint.CanaryPolicy;
import io.jenkins.plugins.mlcd.lint.Finding;
import io.jenkins.plugins.mlcd.lint.GateFacts;
import io.jenkins.plugins.mlcd.lint.GatePolicy;
import io.jenkins.plugins.mlcd.lint.MonitorPolicy;
import io.jenkins.plugins.mlcd.lint.QueryLint;
import io.jenkins.plugins.mlcd.monitor.rules.CommandRunner;
import io.jenkins.plugins.mlcd.monitor.rules.RuleKinds;
import io.jenkins.plugins.mlcd.monitor.rules.Sensitivities;
import io.jenkins.plugins.mlcd.monitor.rules.Sensitivity;
import io.jenkins.plugins.mlcd.record.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;

/** Finds the policies in the syntax tree of a Jenkinsfile, in Declarative and scripted ones, as far as they are written out. */
public final class PolicyReader {

    private static final double CONFIDENCE = 0.95;
    private static final double TOLERANCE = 0.02;
    private static final int COUNT = 60;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final CommandRunner NOT_RUN = (command, files) -> new CommandRunner.Answer(0, "");
    private static final Set<String> RAISING = Set.of("sensitivity", "violations", "within");
    private static final Set<String> STEPS = Set.of("mlSweep", "mlSweepJobs", "mlValidate", "mlCanary", "mlCanaryBody", "mlMonitorGate");

    private PolicyReader() {}

    /**
     * A policy and where it stands.
     *
     * @param line from 1 up
     * @param policy a {@link GatePolicy}, {@link CanaryPolicy}, {@link MonitorPolicy} or {@link Judged}
     * @param queries that its metrics ask of Prometheus
     * @param whole whether all of the call is written out
     */
    public record Placed(int line, String step, Object policy, List<String> queries, boolean whole) {

        /** @param facts of the last build that has some; without them, what depends on data is left out */
        public List<Finding> lint(Optional<GateFacts> facts) {
            List<Finding> findings = new ArrayList<>();
            if (policy instanceof GatePolicy gate) {
                findings.addAll(gate.lint(facts));
            } else if (policy instanceof CanaryPolicy canary) {
                findings.addAll(canary.lint());
            } else if (policy instanceof MonitorPolicy monitor) {
                findings.addAll(monitor.lint());
            } else if (policy instanceof Judged judged) {
                findings.addAll(judged.findings());
            }
            queries.forEach(query -> findings.addAll(QueryLint.findings(query)));
            return findings;
        }
    }

    /**
     * What its step either takes or refuses.
     *
     * @param findings why it is refused, whatever the values are that are not written out; none when it is not
     */
    public record Judged(List<Finding> findings) {}

    /**
     * The policies in the order of the file; needs the extensions of a running host.
     *
     * @throws io.jenkins.plugins.mlcd.embedded.script.InvalidJenkinsfile when it is no Groovy
     */
    public static List<Placed> read(JenkinsfileCompiler compiler) {
        ModuleNode module = compiler.parse();
        Declared declared = Declared.in(module);
        List<Placed> found = new ArrayList<>();
        CodeVisitorSupport visitor = new CodeVisitorSupport() {
            @Override
            public void visitMethodCallExpression(MethodCallExpression call) {
                Entry.of(call).filter(entry -> STEPS.contains(entry.name()))
                        .ifPresent(entry -> found.add(placed(call, entry, declared)));
                super.visitMethodCallExpression(call);
            }
        };
        module.getStatementBlock().visit(visitor);
        module.getMethods().stream().map(MethodNode::getCode).forEach(code -> code.visit(visitor));
        return found;
    }

    private static Placed placed(MethodCallExpression written, Entry entry, Declared declared) {
        Call call = Literal.call(entry);
        Object policy;
        try {
            policy = policy(written, entry, call, declared);
        } catch (IllegalArgumentException e) {
            policy = new Judged(List.of(Finding.refused(e.getMessage())));
        }
        List<String> queries = new ArrayList<>();
        queries(call.named(), queries);
        return new Placed(written.getLineNumber(), call.name(), policy, queries, Written.isKnown(entry));
    }

    private static Object policy(MethodCallExpression written, Entry entry, Call call, Declared declared) {
        return switch (call.name()) {
            case "mlSweep", "mlSweepJobs" -> new Judged(SweepCall.findings(written, entry, declared));
            case "mlValidate" -> gate(entry, call);
            case "mlCanary", "mlCanaryBody" -> canary(call);
            default -> monitor(call);
        };
    }

    /** Figures that a provider brings are named by its maps; where these are not written out, every name may be one. */
    private static CanaryPolicy canary(Call call) {
        List<String> rules = texts(call.named().get("metrics"));
        List<String> custom = new ArrayList<>();
        if (call.named().get("provider") instanceof Call provider) {
            for (String map : List.of("gauges", "observations")) {
                if (provider.named().get(map) instanceof Map<?, ?> figures) {
                    figures.keySet().forEach(name -> custom.add(String.valueOf(name)));
                } else if (provider.open().contains(map)) {
                    rules.forEach(rule -> custom.add(rule.strip().split("[^A-Za-z0-9_]", 2)[0]));
                }
            }
        }
        return new CanaryPolicy(rules, custom);
    }

    private static GatePolicy gate(Entry entry, Call call) {
        List<String> benchmarks = new ArrayList<>();
        if (call.named().get("benchmarks") instanceof List<?> list) {
            list.forEach(element -> {
                if (element instanceof Call benchmark && benchmark.named().get("name") instanceof String name) {
                    benchmarks.add(name);
                }
            });
        }
        if (!(entry.named().get("benchmarks") instanceof ListExpression list) || list.getExpressions().size() != benchmarks.size()) {
            // Which benchmarks there are is known only when the script runs, so no name of one can be wrong.
            benchmarks.clear();
        }
        return new GatePolicy(benchmarks, texts(call.named().get("checks")),
                number(call.named().get("confidence"), CONFIDENCE), number(call.named().get("tolerance"), TOLERANCE));
    }

    /** Where the interval or the count is not written out, the watch has as many windows as it can have. */
    private static MonitorPolicy monitor(Call call) {
        Duration interval = duration(call.named().get("interval"), call.open().contains("interval") ? SHORTEST : Duration.ofMinutes(1));
        double most = call.open().contains("count") ? Integer.MAX_VALUE : COUNT;
        List<MonitorPolicy.WatchRule> rules = new ArrayList<>();
        List<Finding> refused = new ArrayList<>();
        if (call.named().get("rules") instanceof List<?> list) {
            list.forEach(element -> {
                if (element instanceof Call rule && Collections.disjoint(rule.open(), RAISING)) {
                    try {
                        rules.add(rule(rule));
                    } catch (IllegalArgumentException e) {
                        refused.add(Finding.refused(e.getMessage()));
                    }
                }
            });
        }
        return new MonitorPolicy(rules, refused, interval, (int) number(call.named().get("count"), most));
    }

    private static MonitorPolicy.WatchRule rule(Call rule) {
        Map<String, Object> named = rule.named();
        if (rule.open().isEmpty() && RuleKinds.names().contains(rule.name())) {
            return new MonitorPolicy.WatchRule(rule.name(), RuleKinds.of(rule.name(), named, Sensitivities.STANDARD, NOT_RUN).raising());
        }
        OptionalInt violations = named.get("violations") instanceof Number number ? OptionalInt.of(number.intValue()) : OptionalInt.empty();
        Sensitivity sensitivity = named.get("sensitivity") instanceof String word ? Sensitivity.of(word) : Sensitivity.MEDIUM;
        Optional<Duration> within = named.get("within") instanceof String text ? Optional.of(Durations.parse("within", text)) : Optional.empty();
        return new MonitorPolicy.WatchRule(rule.name(), Sensitivities.STANDARD.of(sensitivity, violations, within));
    }

    private static List<String> texts(Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(element -> {
                if (element instanceof String text) {
                    texts.add(text);
                }
            });
        }
        return texts;
    }

    private static double number(Object value, double otherwise) {
        return value instanceof Number number ? number.doubleValue() : otherwise;
    }

    private static Duration duration(Object value, Duration otherwise) {
        return value instanceof String text ? Durations.parse("duration", text) : otherwise;
    }

    private static void queries(Object value, List<String> into) {
        if (value instanceof Map<?, ?> map) {
            Optional.ofNullable(map.get("query")).filter(query -> query instanceof String).ifPresent(query -> into.add((String) query));
            if (map.get("gauges") instanceof Map<?, ?> gauges) {
                gauges.values().stream().filter(String.class::isInstance).forEach(query -> into.add((String) query));
            }
            map.values().forEach(child -> queries(child, into));
        } else if (value instanceof List<?> list) {
            list.forEach(child -> queries(child, into));
        } else if (value instanceof Call call) {
            queries(call.named(), into);
        }
    }
}
