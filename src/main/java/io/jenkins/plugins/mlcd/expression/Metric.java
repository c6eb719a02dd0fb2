package io.jenkins.plugins.mlcd.expression;

import java.util.Objects;
import java.util.Optional;

/**
 * A figure that a rule names: {@code accuracy}, {@code recall[class=7]}, {@code accuracy[slice=writer:new]}.
 *
 * @param name letters, digits and '_'
 * @param selector what the figure is restricted to; absent for all samples
 */
public record Metric(String name, Optional<Selector> selector) {

    public Metric {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(selector, "selector");
    }

    public static Metric of(String name) {
        return new Metric(name, Optional.empty());
    }

    /** As it is written. */
    @Override
    public String toString() {
        return name + selector.map(Selector::toString).orElse("");
    }

    /**
     * A restriction to some of the samples, {@code [key=value]}.
     *
     * @param key such as {@code class} or {@code slice}
     * @param value such as {@code 7} or {@code writer:new}
     */
    public record Selector(String key, String value) {

        public Selector {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(value, "value");
        }

        @Override
        public String toString() {
            return "[" + key + "=" + value + "]";
        }
    }
}
