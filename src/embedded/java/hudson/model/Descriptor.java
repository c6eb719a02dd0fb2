package hudson.model;

import com.google.common.reflect.TypeToken;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.XmlFile;
import hudson.security.Permission;
import jakarta.servlet.ServletException;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.GlobalConfigurationCategory;
import jenkins.model.Jenkins;
import jenkins.model.Loadable;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** Says of a describable class how it is named and configured; the singleton beside it. */
public abstract class Descriptor<T extends Describable<T>> implements Loadable, Saveable {

    private static final Logger LOGGER = Logger.getLogger(Descriptor.class.getName());

    public final transient Class<? extends T> clazz;

    @SuppressWarnings("unchecked")
    protected Descriptor(Class<? extends T> clazz) {
        this.clazz = (Class<?>) clazz == Self.class ? (Class<? extends T>) (Class<?>) getClass() : clazz;
    }

    @SuppressWarnings("unchecked")
    protected Descriptor() {
        clazz = (Class<? extends T>) getClass().getEnclosingClass();
        if (clazz == null) {
            throw new AssertionError(getClass() + " has no outer class; use the constructor that takes the described class");
        }
        if (!getT().isAssignableFrom(clazz)) {
            throw new AssertionError("the outer class " + clazz + " of " + getClass() + " is no " + getT());
        }
    }

    @NonNull
    public String getDisplayName() {
        return clazz.getSimpleName();
    }

    public String getId() {
        return clazz.getName();
    }

    /** The kind of describable: what {@code T} is in the class of this descriptor. */
    @SuppressWarnings("unchecked")
    public Class<T> getT() {
        return (Class<T>) TypeToken.of(getClass()).resolveType(Descriptor.class.getTypeParameters()[0]).getRawType();
    }

    public String getDescriptorUrl() {
        return "descriptorByName/" + getId();
    }

    public final boolean isInstance(T instance) {
        return clazz.isInstance(instance);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    public final boolean isSubTypeOf(Class type) {
        return type.isAssignableFrom(clazz);
    }

    @SuppressWarnings("unchecked")
    public T newInstance(@Nullable StaplerRequest2 req, @NonNull JSONObject formData) throws FormException {
        if (req == null) {
            throw new AssertionError("a form of " + getId() + " can only be read from a request");
        }
        return (T) bindJSON(req, clazz, formData);
    }

    public static <T> T bindJSON(StaplerRequest2 req, Class<T> type, JSONObject src) {
        return req.bindJSON(type, src);
    }

    public boolean configure(StaplerRequest2 req, JSONObject json) throws FormException {
        return true;
    }

    @NonNull
    public GlobalConfigurationCategory getCategory() {
        return GlobalConfigurationCategory.get(GlobalConfigurationCategory.Unclassified.class);
    }

    @NonNull
    public Permission getRequiredGlobalConfigPagePermission() {
        return Jenkins.ADMINISTER;
    }

    /** Saves the fields of this descriptor; a failure is logged, because callers are setters. */
    @Override
    public void save() {
        try {
            getConfigFile().write(this);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot save " + getConfigFile());
        }
    }

    /** Loads what {@link #save} has saved, if it has; a failure is logged and leaves the defaults. */
    @Override
    public void load() {
        XmlFile file = getConfigFile();
        if (file.exists()) {
            try {
                file.unmarshal(this);
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "cannot load " + file);
            }
        }
    }

    protected XmlFile getConfigFile() {
        return new XmlFile(new File(Jenkins.get().getRootDir(), getId() + ".xml"));
    }

    public static <T extends Describable<T>> Map<Descriptor<T>, T> toMap(Iterable<T> describables) {
        Map<Descriptor<T>, T> map = new LinkedHashMap<>();
        for (T d : describables) {
            map.put(d.getDescriptor(), d);
        }
        return map;
    }

    /** Reads a list of describables of several kinds from a form; each says its kind by {@code $class} or {@code kind}. */
    public static <T extends Describable<T>> List<T> newInstancesFromHeteroList(StaplerRequest2 req, JSONObject formData, String key, Collection<? extends Descriptor<T>> descriptors) throws FormException {
        return newInstancesFromHeteroList(req, formData.get(key), descriptors);
    }

    public static <T extends Describable<T>> List<T> newInstancesFromHeteroList(StaplerRequest2 req, Object formData, Collection<? extends Descriptor<T>> descriptors) throws FormException {
        List<T> made = new ArrayList<>();
        if (formData != null) {
            for (Object o : JSONArray.fromObject(formData)) {
                JSONObject form = (JSONObject) o;
                String kind = form.optString("$class", form.optString("kind"));
                Descriptor<T> d = findByDescribableClassName(descriptors, kind);
                d = d != null ? d : findById(descriptors, kind);
                if (d == null) {
                    throw new FormException("there is no '" + kind + "' to be configured here", "kind");
                }
                made.add(d.newInstance(req, form));
            }
        }
        return made;
    }

    @CheckForNull
    @SuppressWarnings("rawtypes")
    public static <T extends Descriptor> T findById(Collection<? extends T> list, String id) {
        for (T d : list) {
            if (d.getId().equals(id)) {
                return d;
            }
        }
        return null;
    }

    @CheckForNull
    @SuppressWarnings("rawtypes")
    public static <T extends Descriptor> T findByDescribableClassName(Collection<? extends T> list, String className) {
        for (T d : list) {
            if (d.clazz.getName().equals(className)) {
                return d;
            }
        }
        return null;
    }

    @SuppressWarnings("rawtypes")
    protected static Class self() {
        return Self.class;
    }

    /** Stands for the class of the descriptor itself, which describes itself. */
    public static final class Self {
        private Self() {
        }
    }

    /** A form was filled in wrongly. */
    public static final class FormException extends Exception implements HttpResponse {

        private static final long serialVersionUID = 1L;

        private final String formField;

        public FormException(String message, String formField) {
            super(message);
            this.formField = formField;
        }

        public FormException(String message, Throwable cause, String formField) {
            super(message, cause);
            this.formField = formField;
        }

        public FormException(Throwable cause, String formField) {
            super(cause);
            this.formField = formField;
        }

        public String getFormField() {
            return formField;
        }

        @Override
        public void generateResponse(StaplerRequest2 req, StaplerResponse2 rsp, Object node) throws IOException, ServletException {
            rsp.sendError(400, getMessage());
        }
    }
}
