package io.jenkins.plugins.mlcd.monitor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.monitor.WatchPlan;
import io.jenkins.plugins.mlcd.monitor.WatchVerdict;
import io.jenkins.plugins.mlcd.monitor.WatchVerdict.Kind;
import io.jenkins.plugins.mlcd.monitor.WatchedModel;
import io.jenkins.plugins.mlcd.monitor.WatchedWindow;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rates that the rules state, for each rule and sensitivity: over 1,020 windows without change, of 34 watches that share a reference each, the
 * violated windows and the raised watches stay within four standard errors of what is stated; and with a change each rule is raised.
 */
class FalseAlarmsTest {

    private static final int WATCHES = 34;
    private static final int WINDOWS = 30;
    private static final int SAMPLES = 80;
    private static final int OF_REFERENCE = 1_500;
    private static final double ALPHA = 0.2;

    /** The first is the reference. */
    private static final List<List<Profile>> QUIET = new ArrayList<>();

    @BeforeAll
    static void produce() {
        for (int watch = 0; watch < WATCHES; watch++) {
            Production production = new Production(new SplittableRandom(1_000 + watch));
            List<Profile> profiles = new ArrayList<>();
            profiles.add(production.reference(OF_REFERENCE));
            for (int number = 1; number <= WINDOWS; number++) {
                profiles.add(production.window(number, SAMPLES));
            }
            QUIET.add(profiles);
        }
    }

    static Stream<Arguments> rulesAndSensitivities() {
        return RuleTable.rows().flatMap(row -> Stream.of(Sensitivity.values()).map(sensitivity -> Arguments.of(row, sensitivity)));
    }

    private static WatchPlan plan(Rule rule, Sensitivity sensitivity) {
        return new WatchPlan("digits:1", "production", List.of(WatchedRule.of(rule, sensitivity, Action.RETRAIN)), Duration.ofMinutes(1), WINDOWS, 30, ALPHA);
    }

    private static List<WatchedWindow> watch(WatchPlan plan, List<Profile> profiles, Duration age) {
        WatchedModel model = new WatchedModel(profiles.get(0), new ModelAge(Optional.of(Production.T0.minus(age)), Optional.empty()));
        List<WatchedWindow> windows = new ArrayList<>();
        for (Profile profile : profiles.subList(1, profiles.size())) {
            windows.add(WatchedWindow.inspect(plan, model, profile, windows, profile.from(), profile.to()));
        }
        return windows;
    }

    /**
     * Where every size counts a rule decides by its p-value alone, so a window is tested once for all sensitivities: the level alone differs.
     *
     * @param findings by window
     */
    private record TestedOnce(Rule rule, Map<Profile, Finding> findings) implements Rule {

        @Override
        public String name() {
            return rule.name();
        }

        @Override
        public Map<String, Object> parameters() {
            return rule.parameters();
        }

        @Override
        public boolean needsReference() {
            return rule.needsReference();
        }

        @Override
        public boolean needsTraffic() {
            return rule.needsTraffic();
        }

        @Override
        public Finding inspect(Look look) {
            Finding found = findings.get(look.window());
            if (found == null) {
                found = rule.inspect(look);
                findings.put(look.window(), found);
                found.pValue().ifPresent(p -> assertThat(findings.get(look.window()).verdict() == Verdict.FAIL).isEqualTo(p <= look.level()));
            }
            if (found.pValue().isEmpty()) {
                return found;
            }
            boolean violated = found.pValue().getAsDouble() <= look.level();
            return new Finding(violated ? Verdict.FAIL : Verdict.PASS, found.reason(), List.of(), found.pValue(), found.carried());
        }
    }

    private static final Map<String, Rule> TESTED = new HashMap<>();

    private static Rule testedOnce(RuleTable.Row row) {
        return row.anySize() != null ? TESTED.computeIfAbsent(row + "" + row.rule().parameters(), key -> new TestedOnce(row.anySize(), new IdentityHashMap<>())) : row.rule();
    }

    @ParameterizedTest
    @MethodSource("rulesAndSensitivities")
    void falseAlarmsStayBelowTheStatedRate(RuleTable.Row row, Sensitivity sensitivity) {
        WatchPlan plan = plan(testedOnce(row), sensitivity);
        double level = row.tests() ? plan.level(plan.rules().get(0)) : 0;
        int violated = 0;
        int looked = 0;
        int raised = 0;
        for (List<Profile> profiles : QUIET) {
            List<WatchedWindow> windows = watch(plan, profiles, Duration.ofDays(1));
            looked += windows.stream().mapToInt(w -> w.rules().get(0).verdict().name().equals("INCONCLUSIVE") ? 0 : 1).sum();
            violated += windows.stream().mapToInt(w -> w.rules().get(0).violated() ? 1 : 0).sum();
            raised += WatchVerdict.of(plan, windows).filter(v -> v.kind() == Kind.RETRAIN).isPresent() ? 1 : 0;
        }
        double luck = row.tests() ? ALPHA * Look.LUCK : 0;
        assertThat(looked).isGreaterThan(WATCHES * WINDOWS * 3 / 4);
        assertThat((double) violated).as("violated of %d windows", looked).isLessThanOrEqualTo(bound(looked, level) + luck * looked);
        assertThat((double) raised).as("raised of %d watches", WATCHES).isLessThanOrEqualTo(bound(WATCHES, row.tests() ? ALPHA : 0));
    }

    private static double bound(int trials, double rate) {
        return trials * rate + 4 * Math.sqrt(trials * rate * (1 - rate));
    }

    @ParameterizedTest
    @MethodSource("rulesAndSensitivities")
    void everyRuleIsRaisedByTheChangeThatItIsFor(RuleTable.Row row, Sensitivity sensitivity) {
        WatchPlan plan = plan(row.rule(), sensitivity);
        Production production = new Production(new SplittableRandom(7));
        List<Profile> profiles = new ArrayList<>(QUIET.get(0).subList(0, 11));
        row.change().accept(production);
        for (int number = 11; number <= WINDOWS; number++) {
            profiles.add(production.window(number, SAMPLES));
        }
        Duration age = row.rule() instanceof StalenessRule ? Duration.ofDays(30).minusMinutes(10) : Duration.ZERO;
        List<WatchedWindow> windows = watch(plan, profiles, age);
        WatchVerdict verdict = WatchVerdict.of(plan, windows).orElseThrow();
        assertThat(verdict.kind()).as(verdict.reason()).isEqualTo(Kind.RETRAIN);
        int window = (int) verdict.evidence().get("window");
        assertThat(window).isGreaterThan(10).isLessThanOrEqualTo(10 + 2 * plan.needed(plan.rules().get(0)));
    }
}
