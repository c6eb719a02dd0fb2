package org.jenkinsci.plugins.structs.describable;

import com.google.common.reflect.TypeToken;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Locale;

/** One parameter of a describable: of its constructor, or a setter or field that is marked. */
public final class DescribableParameter {

    private final Class<?> parent;
    private final String name;
    private final Type rawType;
    private final Member setter;

    /** @param setter null for a parameter of the constructor */
    DescribableParameter(Class<?> parent, String name, Type rawType, Member setter) {
        this.parent = parent;
        this.name = name;
        this.rawType = rawType;
        this.setter = setter;
    }

    public Type getRawType() {
        return rawType;
    }

    public Class getErasedType() {
        return TypeToken.of(rawType).getRawType();
    }

    public String getName() {
        return name;
    }

    public String getCapitalizedName() {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    public boolean isRequired() {
        return setter == null;
    }

    public boolean isDeprecated() {
        return setter instanceof AnnotatedElement e && e.isAnnotationPresent(Deprecated.class);
    }

    void set(Object bean, Object value) throws ReflectiveOperationException {
        if (setter instanceof Field field) {
            field.setAccessible(true);
            field.set(bean, value);
        } else if (setter instanceof Method method) {
            method.setAccessible(true);
            method.invoke(bean, value);
        }
    }

    /** The help file beside the class or one of its superclasses, as HTML, or null. */
    @CheckForNull
    public String getHelp() throws IOException {
        return DescribableModel.help(parent, "help-" + name + ".html");
    }

    @Override
    public String toString() {
        return (isRequired() ? name : name + "?") + ": " + getErasedType().getSimpleName();
    }
}
