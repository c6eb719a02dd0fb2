package hudson.util;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.ModelObject;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

public class ListBoxModel extends ArrayList<ListBoxModel.Option> implements HttpResponse {
    public ListBoxModel(int initialCapacity) {
    }

    public ListBoxModel() {
    }

    public ListBoxModel(Collection<ListBoxModel.Option> c) {
    }

    public ListBoxModel(ListBoxModel.Option... data) {
    }

    public void add(@NonNull String displayName, @NonNull String value) {
        throw new UnsupportedOperationException();
    }

    public void add(ModelObject usedForDisplayName, @NonNull String value) {
        throw new UnsupportedOperationException();
    }

    public ListBoxModel add(@NonNull String nameAndValue) {
        throw new UnsupportedOperationException();
    }

    public void writeTo(StaplerRequest2 req, StaplerResponse2 rsp) throws IOException, ServletException {
        throw new UnsupportedOperationException();
    }

    public void generateResponse(StaplerRequest2 req, StaplerResponse2 rsp, Object node) throws IOException, ServletException {
        throw new UnsupportedOperationException();
    }

    public static final class Option {
        @NonNull public String name;
        @NonNull public String value;
        public boolean selected;
        public Option(@NonNull String name, @NonNull String value) {
        }

        public Option(@NonNull String name) {
        }

        public Option(@NonNull String name, @NonNull String value, boolean selected) {
        }

        public String toString() {
            throw new UnsupportedOperationException();
        }

    }
}
