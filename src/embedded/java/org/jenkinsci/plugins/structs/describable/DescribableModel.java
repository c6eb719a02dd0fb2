package org.jenkinsci.plugins.structs.describable;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.model.TaskListener;
import java.beans.Introspector;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.codehaus.groovy.runtime.MethodRankHelper;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** How objects of a class are made of named arguments: the marked constructor gets the required ones, marked setters and fields the others. */
public final class DescribableModel<T> implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Name of the argument that says which class is meant. */
    public static final String CLAZZ = "$class";

    private static final int CHANGE = 10;

    private final Class<T> type;
    private transient Constructor<T> constructor;
    private transient Map<String, DescribableParameter> parameters;

    /** @throws IllegalArgumentException when the class has no marked constructor */
    public DescribableModel(Class<T> clazz) {
        type = clazz;
        constructor = constructor(clazz);
        parameters = new LinkedHashMap<>();
        Type[] types = constructor.getGenericParameterTypes();
        for (int i = 0; i < types.length; i++) {
            Parameter parameter = constructor.getParameters()[i];
            if (!parameter.isNamePresent()) {
                throw new IllegalArgumentException(clazz.getName() + " must be compiled with -parameters");
            }
            add(parameters, parameter.getName(), types[i], null);
        }
        parameters.putAll(setters(clazz));
    }

    public static <T> DescribableModel<T> of(Class<T> clazz) {
        return new DescribableModel<>(clazz);
    }

    @SuppressWarnings("unchecked")
    private static <T> Constructor<T> constructor(Class<T> clazz) {
        for (Constructor<?> c : clazz.getConstructors()) {
            if (c.isAnnotationPresent(DataBoundConstructor.class)) {
                return (Constructor<T>) c;
            }
        }
        throw new IllegalArgumentException(clazz.getName() + " has no public constructor with @DataBoundConstructor");
    }

    private Map<String, DescribableParameter> setters(Class<?> clazz) {
        Map<String, DescribableParameter> sorted = new TreeMap<>();
        for (Class<?> c = clazz; c != null; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (field.isAnnotationPresent(DataBoundSetter.class)) {
                    add(sorted, field.getName(), field.getGenericType(), field);
                }
            }
            for (Method method : c.getDeclaredMethods()) {
                if (method.isAnnotationPresent(DataBoundSetter.class)) {
                    if (!method.getName().startsWith("set") || method.getParameterCount() != 1) {
                        throw new IllegalStateException(method + " cannot be a @DataBoundSetter");
                    }
                    add(sorted, Introspector.decapitalize(method.getName().substring(3)), method.getGenericParameterTypes()[0], method);
                }
            }
        }
        return sorted;
    }

    private void add(Map<String, DescribableParameter> to, String name, Type parameterType, Member setter) {
        to.put(name, new DescribableParameter(type, name, parameterType, setter));
    }

    public Class<T> getType() {
        return type;
    }

    public Collection<DescribableParameter> getParameters() {
        return Collections.unmodifiableCollection(parameters.values());
    }

    public DescribableParameter getParameter(String name) {
        return parameters.get(name);
    }

    public boolean hasSingleRequiredParameter() {
        return getSoleRequiredParameter() != null;
    }

    @CheckForNull
    public DescribableParameter getSoleRequiredParameter() {
        List<DescribableParameter> required = parameters.values().stream().filter(DescribableParameter::isRequired).toList();
        return required.size() == 1 ? required.get(0) : null;
    }

    @CheckForNull
    public DescribableParameter getFirstRequiredParameter() {
        return parameters.values().stream().filter(DescribableParameter::isRequired).findFirst().orElse(null);
    }

    public String getDisplayName() {
        return ExtensionList.lookup(Descriptor.class).stream().filter(d -> d.clazz == type).map(Descriptor::getDisplayName)
                .findFirst().orElse(type.getSimpleName());
    }

    /**
     * Makes an object of the arguments, which are coerced to the types of the parameters by the rules of {@link Coercion}.
     *
     * @throws IllegalArgumentException in one sentence: a parameter is unknown, missing or has a value of the wrong type, or the object refuses it
     */
    public T instantiate(Map<String, ?> arguments, @CheckForNull TaskListener listener) throws IllegalArgumentException {
        Map<String, Object> named = named(customized(arguments));
        named.keySet().forEach(this::checkKnown);
        try {
            Object[] values = new Object[constructor.getParameterCount()];
            int i = 0;
            for (DescribableParameter p : parameters.values()) {
                if (p.isRequired()) {
                    values[i++] = value(p, named, listener);
                }
            }
            T bean = constructor.newInstance(values);
            for (DescribableParameter p : parameters.values()) {
                if (!p.isRequired() && named.containsKey(p.getName())) {
                    p.set(bean, value(p, named, listener));
                }
            }
            return bean;
        } catch (InvocationTargetException e) {
            throw refused(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(label() + " cannot be made: " + e.getMessage(), e);
        }
    }

    private Map<String, ?> customized(Map<String, ?> arguments) {
        CustomDescribableModel custom = CustomDescribableModel.of(type);
        return custom == null ? arguments : custom.customInstantiate(new LinkedHashMap<>(arguments));
    }

    private Map<String, Object> named(Map<String, ?> arguments) {
        Map<String, Object> named = new LinkedHashMap<>(arguments);
        if (named.containsKey(UninstantiatedDescribable.ANONYMOUS_KEY)) {
            DescribableParameter sole = getSoleRequiredParameter();
            if (named.size() > 1 || sole == null) {
                throw new IllegalArgumentException(label() + " takes only named arguments: " + String.join(", ", parameters.keySet()));
            }
            return Collections.singletonMap(sole.getName(), named.get(UninstantiatedDescribable.ANONYMOUS_KEY));
        }
        return named;
    }

    private void checkKnown(String name) {
        if (!parameters.containsKey(name)) {
            Optional<String> near = parameters.keySet().stream().min(Comparator.comparingInt(known -> distance(known, name)))
                    .filter(known -> distance(known, name) <= CHANGE * Math.max(1, name.length() / 3));
            throw new IllegalArgumentException(label() + " has no parameter '" + name + "'"
                    + near.map(n -> "; did you mean '" + n + "'?").orElse("")
                    + (parameters.isEmpty() ? "; it takes none" : near.isPresent() ? "" : "; it takes " + String.join(", ", parameters.keySet())));
        }
    }

    /** How far apart two words are, in tenths of a changed letter. */
    private static int distance(String a, String b) {
        Object[] x = a.toLowerCase(Locale.ROOT).chars().boxed().toArray();
        Object[] y = b.toLowerCase(Locale.ROOT).chars().boxed().toArray();
        return MethodRankHelper.damerauLevenshteinDistance(x, y);
    }

    private Object value(DescribableParameter p, Map<String, Object> named, TaskListener listener) {
        if (!named.containsKey(p.getName())) {
            throw new IllegalArgumentException(label() + " needs the parameter '" + p.getName() + "'");
        }
        Object value = Coercion.coerce(label() + ": " + p.getName(), p.getRawType(), named.get(p.getName()), listener);
        if (value == null && p.getErasedType().isPrimitive()) {
            throw new IllegalArgumentException(label() + ": " + p.getName() + " expects " + p.getErasedType() + ", but got null");
        }
        return value;
    }

    private IllegalArgumentException refused(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new IllegalArgumentException(message.startsWith(label()) ? message : label() + ": " + message, cause);
    }

    /** What the user calls it. */
    private String label() {
        for (Descriptor<?> d : ExtensionList.lookup(Descriptor.class)) {
            if (d.clazz == type) {
                return d instanceof StepDescriptor step ? step.getFunctionName()
                        : SymbolLookup.getSymbolValue(d.getClass()).stream().findFirst().orElse(type.getSimpleName());
            }
        }
        return type.getSimpleName();
    }

    public boolean isDeprecated() {
        return type.isAnnotationPresent(Deprecated.class);
    }

    /** The help file beside the class or one of its superclasses, as HTML, or null. */
    @CheckForNull
    public String getHelp() throws IOException {
        return help(type, "help.html");
    }

    static String help(Class<?> type, String name) throws IOException {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            try (InputStream in = c.getResourceAsStream("/" + c.getName().replace('.', '/').replace('$', '/') + "/" + name)) {
                if (in != null) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return type.getSimpleName() + parameters.values().stream().map(DescribableParameter::toString).collect(Collectors.joining(", ", "(", ")"));
    }

    private Object readResolve() {
        return of(type);
    }
}
