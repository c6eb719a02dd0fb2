package org.jenkinsci.plugins.structs.describable;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.model.TaskListener;
import hudson.util.Secret;
import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A describable that is still to be made: which one, by symbol or class, and its arguments. */
public class UninstantiatedDescribable implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Name of the one argument that is given without a name. */
    public static final String ANONYMOUS_KEY = "<anonymous>";

    private String symbol;
    private String klass;
    private final Map<String, ?> arguments;
    @CheckForNull
    private DescribableModel model;

    public UninstantiatedDescribable(String symbol, String klass, Map<String, ?> arguments) {
        this.symbol = symbol;
        this.klass = klass;
        this.arguments = arguments;
    }

    public UninstantiatedDescribable(Map<String, ?> arguments) {
        this(null, null, arguments);
    }

    public UninstantiatedDescribable withArguments(Map<String, ?> arguments) {
        UninstantiatedDescribable copy = new UninstantiatedDescribable(symbol, klass, arguments);
        copy.model = model;
        return copy;
    }

    /** What is to be made, where that is known beforehand. */
    @CheckForNull
    public DescribableModel getModel() {
        return model;
    }

    public void setModel(DescribableModel model) {
        this.model = model;
    }

    @Nullable
    public String getSymbol() {
        return symbol;
    }

    public void setSymbol(String symbol) {
        this.symbol = symbol;
    }

    @Nullable
    public String getKlass() {
        return klass;
    }

    public void setKlass(String klass) {
        this.klass = klass;
    }

    public Map<String, ?> getArguments() {
        return arguments;
    }

    public Object instantiate(TaskListener listener) throws Exception {
        return instantiate(model == null ? Object.class : model.getType(), listener);
    }

    /** @throws IllegalArgumentException when no {@code base} has that name, or the arguments do not fit */
    public <T> T instantiate(Class<T> base, TaskListener listener) throws Exception {
        return base.cast(DescribableModel.of(Implementations.resolve(base, klass, symbol)).instantiate(arguments, listener));
    }

    @Override
    public boolean equals(Object o) {
        return o != null && getClass() == o.getClass() && Objects.equals(symbol, ((UninstantiatedDescribable) o).symbol)
                && Objects.equals(klass, ((UninstantiatedDescribable) o).klass) && arguments.equals(((UninstantiatedDescribable) o).arguments);
    }

    @Override
    public int hashCode() {
        return Objects.hash(symbol, klass, arguments);
    }

    @Override
    public String toString() {
        String values = arguments.entrySet().stream().map(e -> e.getKey() + "=" + (e.getValue() instanceof Secret ? "****" : e.getValue()))
                .collect(Collectors.joining(","));
        return (symbol == null ? "" : "@" + symbol) + (klass == null ? "" : "$" + klass) + "(" + values + ")";
    }
}
