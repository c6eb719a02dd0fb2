package io.jenkins.plugins.mlcd.embedded.job;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The parameters of something that Jenkins core offers in a Jenkinsfile and that is no step: a kind of parameter, an option, a schedule.
 *
 * @param name its symbol
 * @param required must be given
 * @param optional may be given
 */
public record Signature(String name, List<String> required, List<String> optional) {

    private static final Map<String, Signature> PARAMETERS = table(
            of("string", "name!", "defaultValue", "description", "trim"),
            of("text", "name!", "defaultValue", "description"),
            of("booleanParam", "name!", "defaultValue", "description"),
            of("choice", "name!", "choices!", "description"),
            of("password", "name!", "defaultValue", "description"));

    private static final Map<String, Signature> SCHEDULES = table(
            of("cron", "spec!"), of("pollSCM", "scmpoll_spec!", "ignorePostCommitHooks"), of("upstream", "upstreamProjects!", "threshold"),
            of("githubPush"));

    private static final Map<String, Signature> OPTIONS = table(
            of("timeout", "time!", "unit", "activity"), of("retry", "count!", "conditions"), of("timestamps"),
            of("skipDefaultCheckout", "value"), of("skipStagesAfterUnstable"), of("parallelsAlwaysFailFast"),
            of("disableConcurrentBuilds", "abortPrevious"), of("buildDiscarder", "strategy!"), of("disableResume"),
            of("preserveStashes", "buildCount"), of("quietPeriod", "quietPeriod!"), of("checkoutToSubdirectory", "subdirectory!"),
            of("durabilityHint", "hint!"), of("newContainerPerStage"), of("overrideIndexTriggers", "enableTriggers!"),
            of("rateLimitBuilds", "throttle!"), of("disableRestartFromStage"), of("warnError", "message!", "catchInterruptions"),
            of("catchError", "buildResult", "stageResult", "message", "catchInterruptions"));

    private static final Map<String, Signature> OTHERS = table(
            of("logRotator", "numToKeepStr", "daysToKeepStr", "artifactNumToKeepStr", "artifactDaysToKeepStr"),
            of("throttleJobProperty", "categories"), of("rateLimit", "count!", "durationName!", "userBoost"),
            of("parameters", "parameterDefinitions!"), of("pipelineTriggers", "triggers!"));

    public static Map<String, Signature> parameters() {
        return PARAMETERS;
    }

    public static Map<String, Signature> schedules() {
        return SCHEDULES;
    }

    public static Map<String, Signature> options() {
        return OPTIONS;
    }

    /** The signature of that symbol, of whatever kind. */
    public static Optional<Signature> find(String name) {
        return Arrays.asList(PARAMETERS, SCHEDULES, OPTIONS, OTHERS).stream()
                .map(table -> table.get(name))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** The parameter that an argument without a name is for. */
    @CheckForNull
    public String first() {
        return !required.isEmpty() ? required.get(0) : optional.isEmpty() ? null : optional.get(0);
    }

    /** All parameter names. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(required);
        names.addAll(optional);
        return names;
    }

    /** One sentence for each unknown or missing name. */
    public List<String> check(Collection<String> given) {
        List<String> problems = new ArrayList<>();
        for (String each : given) {
            if (!names().contains(each)) {
                problems.add(name + " has no parameter '" + each + "'; it takes "
                        + (names().isEmpty() ? "none" : String.join(", ", new TreeSet<>(names()))));
            }
        }
        for (String each : required) {
            if (!given.contains(each)) {
                problems.add(name + " needs the parameter '" + each + "'");
            }
        }
        return problems;
    }

    private static Signature of(String name, String... parameters) {
        List<String> required = new ArrayList<>();
        List<String> optional = new ArrayList<>();
        for (String parameter : parameters) {
            if (parameter.endsWith("!")) {
                required.add(parameter.substring(0, parameter.length() - 1));
            } else {
                optional.add(parameter);
            }
        }
        return new Signature(name, List.copyOf(required), List.copyOf(optional));
    }

    private static Map<String, Signature> table(Signature... signatures) {
        return Arrays.stream(signatures).collect(Collectors.toUnmodifiableMap(Signature::name, Function.identity()));
    }
}
