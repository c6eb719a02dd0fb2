package io.jenkins.plugins.mlcd.loop;

import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.util.Set;

/** The rule for names that point at a version: {@code digits@champion}. */
final class Alias {

    /** What is in production now; nobody can set it. */
    static final String PRODUCTION = "production";

    /** Where a rollback leads; nobody can set it. */
    static final String PREDECESSOR = "predecessor";

    private static final Set<String> RESERVED = Set.of(PRODUCTION, PREDECESSOR);

    private Alias() {}

    /** @throws IllegalArgumentException naming the value and the rule */
    static String require(String alias) {
        BuildLayout.requireName("alias", alias);
        if (RESERVED.contains(alias) || alias.matches("\\d.*")) {
            throw new IllegalArgumentException("alias '" + alias + "' may not begin with a digit, nor be one of production and predecessor, which follow from the stages");
        }
        return alias;
    }
}
