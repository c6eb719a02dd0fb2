package org.jenkinsci.plugins.structs.describable;

import com.google.common.primitives.Primitives;
import com.google.common.reflect.TypeToken;
import groovy.lang.GString;
import hudson.model.Result;
import hudson.model.TaskListener;
import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.codehaus.groovy.reflection.ReflectionCache;

/**
 * Jenkins' rules by which the value of an argument becomes one of its parameter's type. First Groovy's own: numbers widen and narrow to any
 * number type, a GString becomes a String. Then, where the value does not fit yet: a list's or array's elements are coerced one by one; a nested
 * describable is made by its symbol, or of a map by its {@code $class}; and a String becomes an enum constant, a Result, a URL, a character, a number or
 * a boolean. A map stays a map where a map is wanted.
 */
final class Coercion {

    private static final Map<Class<?>, Function<String, Object>> OF_TEXT = Map.of(Integer.class, Integer::valueOf, Long.class, Long::valueOf,
            Double.class, Double::valueOf, Float.class, Float::valueOf, Short.class, Short::valueOf, Byte.class, Byte::valueOf,
            Boolean.class, Boolean::valueOf, Result.class, Result::fromString);

    private Coercion() {
    }

    /** @param what names the parameter in the message when the value does not fit */
    static Object coerce(String what, Type type, Object given, TaskListener listener) {
        Class<?> erased = TypeToken.of(type).getRawType();
        Object o = type instanceof Class ? ReflectionCache.getCachedClass(erased).coerceArgument(given) : given;
        o = o instanceof GString ? o.toString() : o;
        if (o == null) {
            return null;
        } else if (o instanceof List<?> list && Collection.class.isAssignableFrom(erased)) {
            o = all(what, elementType(type), list, listener);
        }
        if (Primitives.wrap(erased).isInstance(o)) {
            return o;
        } else if (o instanceof UninstantiatedDescribable nested) {
            return nested(what, nested, erased, listener);
        } else if (o instanceof Map<?, ?> map) {
            return nested(what, ofMap(map), erased, listener);
        } else if (o instanceof String text) {
            return ofText(what, type, erased, text);
        } else if (o instanceof List<?> list && erased.isArray() && !erased.getComponentType().isPrimitive()) {
            return all(what, erased.getComponentType(), list, listener).toArray((Object[]) Array.newInstance(erased.getComponentType(), 0));
        }
        throw wrong(what, type, o);
    }

    private static Type elementType(Type type) {
        Type element = TypeToken.of(type).resolveType(Collection.class.getTypeParameters()[0]).getType();
        return element instanceof TypeVariable ? Object.class : element;
    }

    private static List<Object> all(String what, Type elementType, List<?> list, TaskListener listener) {
        List<Object> coerced = new ArrayList<>();
        for (Object element : list) {
            coerced.add(coerce(what + "[" + coerced.size() + "]", elementType, element, listener));
        }
        return coerced;
    }

    private static UninstantiatedDescribable ofMap(Map<?, ?> map) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        map.forEach((key, value) -> arguments.put(String.valueOf(key), value));
        Object klass = arguments.remove(DescribableModel.CLAZZ);
        return new UninstantiatedDescribable(null, klass == null ? null : klass.toString(), arguments);
    }

    private static Object nested(String what, UninstantiatedDescribable nested, Class<?> base, TaskListener listener) {
        try {
            return nested.instantiate(base, listener);
        } catch (Exception e) {
            throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object ofText(String what, Type type, Class<?> erased, String text) {
        try {
            if (erased.isEnum()) {
                return Enum.valueOf((Class) erased, text);
            } else if (erased == URL.class) {
                return new URL(text);
            } else if (Primitives.wrap(erased) == Character.class && text.length() == 1) {
                return text.charAt(0);
            } else if (OF_TEXT.containsKey(Primitives.wrap(erased))) {
                return OF_TEXT.get(Primitives.wrap(erased)).apply(text);
            }
        } catch (IllegalArgumentException | MalformedURLException e) {
            String constants = erased.isEnum() ? " (one of " + Arrays.stream(erased.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", ")) + ")" : "";
            throw new IllegalArgumentException(what + " expects " + name(type) + constants + ", but got '" + text + "'", e);
        }
        throw wrong(what, type, text);
    }

    private static IllegalArgumentException wrong(String what, Type type, Object o) {
        return new IllegalArgumentException(what + " expects " + name(type) + ", but got " + (o instanceof String ? "'" + o + "'" : o) + " (" + o.getClass().getSimpleName() + ")");
    }

    private static String name(Type type) {
        return type instanceof Class<?> c ? c.getSimpleName() : type.getTypeName().replaceAll("[a-z]\\w*\\.", "");
    }
}
