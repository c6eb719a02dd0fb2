package org.jenkinsci.plugins.structs.describable;

import hudson.ExtensionList;
import hudson.model.Descriptor;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.structs.SymbolLookup;

/** Which class a symbol or a class name means where a type is wanted. */
final class Implementations {

    private Implementations() {
    }

    /** The class of that full or simple name or that symbol which is a {@code base}; without either, {@code base} itself. */
    static Class<?> resolve(Class<?> base, String name, String symbol) {
        if (name != null) {
            return named(base, name);
        } else if (symbol != null) {
            Descriptor<?> d = SymbolLookup.get().findDescriptor(base, symbol);
            if (d == null) {
                throw new IllegalArgumentException("there is no " + base.getSimpleName() + " '" + symbol + "'" + known(base));
            }
            return d.clazz;
        } else if (Modifier.isAbstract(base.getModifiers())) {
            throw new IllegalArgumentException("it must be said which " + base.getSimpleName() + " is meant" + known(base));
        }
        return base;
    }

    private static Class<?> named(Class<?> base, String name) {
        List<Class<?>> found = new ArrayList<>();
        for (Descriptor<?> d : ExtensionList.lookup(Descriptor.class)) {
            if (base.isAssignableFrom(d.clazz) && (d.clazz.getName().equals(name) || d.clazz.getSimpleName().equals(name))) {
                found.add(d.clazz);
            }
        }
        if (found.size() > 1) {
            throw new IllegalArgumentException(name + " as a " + base.getSimpleName() + " could mean " + found.get(0).getName() + " or " + found.get(1).getName());
        }
        return found.stream().findFirst().orElseGet(() -> loaded(base, name));
    }

    /** A class without a descriptor, by its full name. */
    private static Class<?> loaded(Class<?> base, String name) {
        try {
            Class<?> type = Class.forName(name, false, base.getClassLoader() == null ? Implementations.class.getClassLoader() : base.getClassLoader());
            if (base.isAssignableFrom(type)) {
                return type;
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("there is no " + base.getSimpleName() + " of the class " + name + known(base), e);
        }
        throw new IllegalArgumentException(name + " is no " + base.getSimpleName() + known(base));
    }

    private static String known(Class<?> base) {
        String symbols = ExtensionList.lookup(Descriptor.class).stream().filter(d -> base.isAssignableFrom(d.clazz))
                .flatMap(d -> SymbolLookup.getSymbolValue(d.getClass()).stream()).sorted().collect(Collectors.joining(", "));
        return symbols.isEmpty() || base == Object.class ? "" : "; there is: " + symbols;
    }
}
