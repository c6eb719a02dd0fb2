package io.jenkins.plugins.mlcd.expression;

/** How a figure is compared with its limit. */
public enum Comparison {
    AT_LEAST(">="),
    ABOVE(">"),
    AT_MOST("<="),
    BELOW("<");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    /** As it is written: {@code >=}, {@code >}, {@code <=} or {@code <}. */
    public String sign() {
        return sign;
    }

    /** Whether a larger figure is better. */
    public boolean wantsLarge() {
        return this == AT_LEAST || this == ABOVE;
    }

    /** Whether {@code value} stands in this relation to {@code limit}; never for NaN. */
    public boolean holds(double value, double limit) {
        return switch (this) {
            case AT_LEAST -> value >= limit;
            case ABOVE -> value > limit;
            case AT_MOST -> value <= limit;
            case BELOW -> value < limit;
        };
    }

    static Comparison of(String sign) {
        for (Comparison comparison : values()) {
            if (comparison.sign.equals(sign)) {
                return comparison;
            }
        }
        throw new IllegalArgumentException("'" + sign + "' is no comparison: use >=, >, <= or <");
    }
}
