package io.jenkins.plugins.mlcd.embedded.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;

/** Which parameters a step or a nested describable takes. Used before anything runs, and again when a call is made. */
public final class ParameterRules {

    private ParameterRules() {}

    /** One sentence for each unknown and each missing name; none when all is well. */
    public static List<String> check(String name, DescribableModel<?> model, Collection<String> given) {
        List<String> problems = new ArrayList<>();
        List<String> known = model.getParameters().stream().map(DescribableParameter::getName).toList();
        for (String each : given) {
            if (!known.contains(each)) {
                problems.add(name + " has no parameter '" + each + "'" + orList(each, known));
            }
        }
        for (DescribableParameter parameter : model.getParameters()) {
            if (parameter.isRequired() && !given.contains(parameter.getName())) {
                problems.add(name + " needs the parameter '" + parameter.getName() + "'");
            }
        }
        return problems;
    }

    private static String orList(String written, List<String> known) {
        if (known.isEmpty()) {
            return "; it takes none";
        }
        return NearestName.of(written, known)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElseGet(() -> "; it takes " + known.stream().sorted().collect(Collectors.joining(", ")));
    }
}
