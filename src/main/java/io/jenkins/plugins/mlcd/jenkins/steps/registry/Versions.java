package io.jenkins.plugins.mlcd.jenkins.steps.registry;

/** What users write when they name a version. */
final class Versions {

    private Versions() {}

    /** {@code digits:42} for {@code 42} as well as for {@code digits:42}; {@code digits@champion} for {@code @champion}. */
    static String id(String model, String text) {
        if (text.startsWith("@")) {
            return model + text;
        }
        return text.startsWith(model + ":") || text.startsWith(model + "@") ? text : model + ":" + text;
    }
}
