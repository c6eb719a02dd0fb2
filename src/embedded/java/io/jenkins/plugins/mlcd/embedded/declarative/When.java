package io.jenkins.plugins.mlcd.embedded.declarative;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.Closure;
import hudson.model.Cause;
import io.jenkins.plugins.mlcd.embedded.engine.Branch;
import io.jenkins.plugins.mlcd.embedded.script.PipelineScript;
import io.jenkins.plugins.mlcd.embedded.script.UserError;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;

/** The {@code when} section of a stage. Conditions on changes, tags and change requests are false: a local run has none of them. */
final class When {

    /** Entries that say when to ask, and are no conditions. */
    private static final Set<String> MOMENTS = Set.of("beforeAgent", "beforeInput", "beforeOptions");

    private final PipelineScript script;
    private final Section section;

    When(PipelineScript script, @CheckForNull Closure<?> block) {
        this.script = script;
        this.section = Section.read(script, block);
    }

    /** Whether to ask before {@code moment}, such as {@code beforeAgent}. */
    boolean asks(String moment) {
        return section.find(moment).filter(directive -> !directive.text().equals("false")).isPresent();
    }

    /** True when all conditions hold; without any, too. */
    boolean holds() throws Throwable {
        return all(section.all());
    }

    private boolean all(List<Directive> conditions) throws Throwable {
        for (Directive condition : conditions) {
            if (!MOMENTS.contains(condition.name()) && !holds(condition)) {
                return false;
            }
        }
        return true;
    }

    private boolean any(List<Directive> conditions) throws Throwable {
        for (Directive condition : conditions) {
            if (holds(condition)) {
                return true;
            }
        }
        return false;
    }

    private boolean holds(Directive condition) throws Throwable {
        return switch (condition.name()) {
            case "allOf" -> all(Section.read(script, condition.block()).all());
            case "anyOf" -> any(Section.read(script, condition.block()).all());
            case "not" -> !all(Section.read(script, condition.block()).all());
            case "expression" -> DefaultTypeTransformation.castToBoolean(Steps.run(script, condition.block()));
            case "environment" -> environment(condition);
            case "equals" -> equal(condition.named("expected"), condition.named("actual"));
            case "branch" -> matches(value(condition, "pattern"), variable("BRANCH_NAME"));
            case "tag" -> matches(value(condition, "pattern"), variable("TAG_NAME"));
            case "buildingTag" -> variable("TAG_NAME") != null;
            case "triggeredBy" -> triggeredBy(value(condition, "cause"));
            case "changeset", "changelog", "changeRequest", "isRestartedRun" -> false;
            default -> throw new UserError("when has no condition named '" + condition.name() + "'");
        };
    }

    private static String value(Directive condition, String name) {
        Object named = condition.named(name);
        return named == null ? condition.text() : named.toString();
    }

    private boolean environment(Directive condition) {
        String actual = variable(String.valueOf(condition.named("name")));
        String expected = String.valueOf(condition.named("value"));
        boolean ignoreCase = Boolean.TRUE.equals(condition.named("ignoreCase"));
        return actual != null && (ignoreCase ? actual.equalsIgnoreCase(expected) : actual.equals(expected));
    }

    private static boolean equal(Object expected, Object actual) {
        return expected instanceof CharSequence || actual instanceof CharSequence
                ? String.valueOf(expected).equals(String.valueOf(actual))
                : Objects.equals(expected, actual) || DefaultTypeTransformation.compareEqual(expected, actual);
    }

    private static boolean matches(String pattern, @CheckForNull String value) {
        return value != null && FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(Path.of(value));
    }

    /** By the class of a cause, with or without the word Cause: {@code TimerTrigger}, {@code UserIdCause}. */
    private static boolean triggeredBy(String wanted) {
        for (Cause cause : Branch.current().build().run().getCauses()) {
            String name = cause.getClass().getSimpleName();
            if (name.equals(wanted) || name.equals(wanted + "Cause") || cause.getClass().getName().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    @CheckForNull
    private String variable(String name) {
        return script.globals().env().getEnvironment().get(name);
    }
}
