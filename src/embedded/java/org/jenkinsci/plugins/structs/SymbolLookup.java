package org.jenkinsci.plugins.structs;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.model.Describable;
import hudson.model.Descriptor;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jenkinsci.Symbol;

/** Finds extensions and descriptors by the short names of {@link Symbol}. */
public class SymbolLookup {

    /** The extension of that type whose own class has the symbol, or null. */
    public <T> T find(Class<T> type, String symbol) {
        return ExtensionList.lookup(type).stream().filter(e -> getSymbolValue(e.getClass()).contains(symbol)).findFirst().orElse(null);
    }

    /** The descriptor that has the symbol and describes a class that is a {@code type}, or null. */
    public Descriptor<?> findDescriptor(Class<?> type, String symbol) {
        for (Descriptor<?> d : ExtensionList.lookup(Descriptor.class)) {
            if (type.isAssignableFrom(d.clazz) && getSymbolValue(d.getClass()).contains(symbol)) {
                return d;
            }
        }
        return null;
    }

    public static SymbolLookup get() {
        return ExtensionList.lookupSingleton(SymbolLookup.class);
    }

    /** The symbols of an object: for a describable, those of its descriptor. */
    @NonNull
    public static Set<String> getSymbolValue(@NonNull Object o) {
        return o instanceof Describable<?> d ? getSymbolValue(d.getDescriptor().getClass()) : getSymbolValue(o.getClass());
    }

    @NonNull
    public static Set<String> getSymbolValue(@NonNull Class<?> c) {
        Symbol symbol = c.getAnnotation(Symbol.class);
        return symbol == null ? Set.of() : Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(symbol.value())));
    }
}
