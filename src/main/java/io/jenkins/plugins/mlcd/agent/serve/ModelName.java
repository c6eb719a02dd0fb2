package io.jenkins.plugins.mlcd.agent.serve;

import java.util.regex.Pattern;

/** Names of model versions, such as {@code digits:42}. They become headers, metric labels and parts of file names. */
public final class ModelName {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

    private ModelName() {}

    /** @throws IllegalArgumentException naming the value and the rule */
    public static String require(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("model '" + name
                    + "' is not a name: use 1 to 128 letters, digits, '.', '_', ':' or '-', starting with a letter or digit");
        }
        return name;
    }
}
