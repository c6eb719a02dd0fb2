package io.jenkins.plugins.mlcd.embedded.job;

import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.TaskListener;
import hudson.triggers.Trigger;
import io.jenkins.plugins.mlcd.embedded.engine.PipelineBuild;
import io.jenkins.plugins.mlcd.embedded.script.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Gives a job the parameters and triggers that its Jenkinsfile declares. */
public final class JobSettings {

    private JobSettings() {}

    /** What the step {@code properties([...])} sets; options that only matter to a Jenkins with many jobs are accepted. */
    public static void properties(PipelineBuild build, List<?> properties, TaskListener listener) throws Exception {
        for (Object property : properties) {
            if (!(property instanceof UninstantiatedDescribable call)) {
                throw new UserError("properties takes a list of properties such as parameters([...]), but got " + property);
            }
            switch (call.getSymbol()) {
                case "parameters" -> parameters(build, list(call, "parameterDefinitions"));
                case "pipelineTriggers" -> triggers(build.run().getParent(), list(call, "triggers"), build.watchesSchedules(), listener);
                default -> { }
            }
        }
    }

    private static List<?> list(UninstantiatedDescribable call, String name) {
        Object value = call.getArguments().get(name);
        return value instanceof List<?> list ? list : List.of(value);
    }

    /** Completes the parameters of a build: values that were given are checked, others get their initial value. */
    public static void parameters(PipelineBuild build, List<?> declared) {
        WorkflowRun run = build.run();
        List<ParameterSpec> specs = declared.stream().map(ParameterSpec::of).toList();
        ParametersAction before = run.getAction(ParametersAction.class);
        Map<String, String> given = new LinkedHashMap<>();
        if (before != null) {
            before.getAllParameters().forEach(value -> given.put(value.getName(), String.valueOf(value.getValue())));
        }
        Set<String> unknown = new LinkedHashSet<>(given.keySet());
        specs.forEach(spec -> unknown.remove(spec.name()));
        if (!unknown.isEmpty()) {
            throw new UserError("this Jenkinsfile declares no parameter " + String.join(", ", unknown) + "; it declares "
                    + (specs.isEmpty() ? "none" : String.join(", ", specs.stream().map(ParameterSpec::name).toList())));
        }
        build.configuredParameters().forEach(given::putIfAbsent);
        List<ParameterValue> values = ParameterSpec.values(specs, given);
        run.addOrReplaceAction(new ParametersAction(values));
        values.forEach(value -> build.parameters().put(value.getName(), value.getValue()));
    }

    /**
     * Sets the job's triggers. Schedules are not watched by a run that ends, and nothing but {@code cron} by one that stays, which the log
     * says.
     */
    public static void triggers(WorkflowJob job, List<?> declared, boolean watchesSchedules, TaskListener listener) throws Exception {
        List<Trigger<?>> triggers = new ArrayList<>();
        for (Object each : declared) {
            if (each instanceof UninstantiatedDescribable call && isLeftOut(call.getSymbol(), watchesSchedules)) {
                listener.getLogger().println("Not watched by mlcd " + (watchesSchedules ? "up: " : "run: ") + call.getSymbol() + "('"
                        + call.getArguments().values().stream().findFirst().map(String::valueOf).orElse("") + "')");
            } else if (each instanceof UninstantiatedDescribable call) {
                triggers.add(call.instantiate(Trigger.class, listener));
            } else {
                throw new UserError("triggers takes triggers such as cron('H 3 * * 1'), but got " + each);
            }
        }
        job.setTriggers(triggers);
    }

    private static boolean isLeftOut(String symbol, boolean watchesSchedules) {
        return Signature.schedules().containsKey(symbol) && !(watchesSchedules && symbol.equals("cron"));
    }
}
