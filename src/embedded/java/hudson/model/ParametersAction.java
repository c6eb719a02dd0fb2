package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Util;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jenkins.model.RunAction2;

/** The values of the parameters of a build. */
public class ParametersAction implements RunAction2, Iterable<ParameterValue>, EnvironmentContributingAction {

    private final List<ParameterValue> parameters;
    private transient Run<?, ?> run;

    public ParametersAction(@NonNull List<ParameterValue> parameters) {
        this.parameters = new ArrayList<>(parameters);
        this.parameters.removeIf(Objects::isNull);
    }

    public ParametersAction(ParameterValue... parameters) {
        this(Arrays.asList(parameters));
    }

    @Override
    public void buildEnvironment(Run<?, ?> run, EnvVars env) {
        parameters.forEach(p -> p.buildEnvironment(run, env));
    }

    @Override
    public Iterator<ParameterValue> iterator() {
        return getParameters().iterator();
    }

    public List<ParameterValue> getParameters() {
        return Collections.unmodifiableList(parameters);
    }

    /** All values; an embedded Jenkins leaves none out that the job does not define. */
    public List<ParameterValue> getAllParameters() {
        return getParameters();
    }

    public ParameterValue getParameter(String name) {
        return parameters.stream().filter(p -> p.getName().equals(name)).findFirst().orElse(null);
    }

    @Override
    public String getDisplayName() {
        return "Parameters";
    }

    @Override
    public String getIconFileName() {
        return "document-properties.png";
    }

    @Override
    public String getUrlName() {
        return "parameters";
    }

    /** Whether a build with {@code actions} and one with these values differ, so that both are to be run. */
    public boolean shouldSchedule(List<Action> actions) {
        List<ParametersAction> others = Util.filter(actions, ParametersAction.class);
        return others.isEmpty() ? !parameters.isEmpty() : others.stream().anyMatch(o -> !o.parameters.equals(parameters));
    }

    /** These values, with those of {@code overrides} in the place of values of the same names. */
    @NonNull
    public ParametersAction createUpdated(Collection<? extends ParameterValue> overrides) {
        Map<String, ParameterValue> byName = new LinkedHashMap<>();
        parameters.forEach(p -> byName.put(p.getName(), p));
        overrides.forEach(p -> byName.put(p.getName(), p));
        return new ParametersAction(new ArrayList<>(byName.values()));
    }

    @NonNull
    public ParametersAction merge(@CheckForNull ParametersAction overrides) {
        return overrides == null ? new ParametersAction(parameters) : createUpdated(overrides.parameters);
    }

    @Override
    public void onAttached(Run<?, ?> r) {
        run = r;
    }

    @Override
    public void onLoad(Run<?, ?> r) {
        run = r;
    }
}
