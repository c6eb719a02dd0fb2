package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

public abstract class Cause {
    public abstract String getShortDescription();

    public void onAddedTo(@NonNull Run build) {
        throw new UnsupportedOperationException();
    }

    public void onLoad(@NonNull Run<?, ?> build) {
        throw new UnsupportedOperationException();
    }

    public void print(TaskListener listener) {
        throw new UnsupportedOperationException();
    }

    public static class UserIdCause extends Cause {
        public UserIdCause() {
        }

        public UserIdCause(@CheckForNull String userId) {
        }

        @CheckForNull public String getUserId() {
            throw new UnsupportedOperationException();
        }

        public String getUserName() {
            throw new UnsupportedOperationException();
        }

        public String getShortDescription() {
            throw new UnsupportedOperationException();
        }

        public void print(TaskListener listener) {
            throw new UnsupportedOperationException();
        }

        public boolean equals(Object o) {
            throw new UnsupportedOperationException();
        }

        public int hashCode() {
            throw new UnsupportedOperationException();
        }

    }

    public static class UpstreamCause extends Cause {
        public UpstreamCause(Run<?, ?> up) {
        }

        public void onLoad(@NonNull Run<?, ?> build) {
            throw new UnsupportedOperationException();
        }

        public void onLoad(@NonNull Job<?, ?> _job, int _buildNumber) {
            throw new UnsupportedOperationException();
        }

        public boolean equals(Object rhs) {
            throw new UnsupportedOperationException();
        }

        public int hashCode() {
            throw new UnsupportedOperationException();
        }

        public boolean pointsTo(Job<?, ?> j) {
            throw new UnsupportedOperationException();
        }

        public boolean pointsTo(Run<?, ?> r) {
            throw new UnsupportedOperationException();
        }

        public String getUpstreamProject() {
            throw new UnsupportedOperationException();
        }

        public int getUpstreamBuild() {
            throw new UnsupportedOperationException();
        }

        @CheckForNull public Run<?, ?> getUpstreamRun() {
            throw new UnsupportedOperationException();
        }

        public String getUpstreamUrl() {
            throw new UnsupportedOperationException();
        }

        public List<Cause> getUpstreamCauses() {
            throw new UnsupportedOperationException();
        }

        public String getShortDescription() {
            throw new UnsupportedOperationException();
        }

        public void print(TaskListener listener) {
            throw new UnsupportedOperationException();
        }

        public String toString() {
            throw new UnsupportedOperationException();
        }

    }

    public static class RemoteCause extends Cause {
        public RemoteCause(String host, String note) {
        }

        public String getShortDescription() {
            throw new UnsupportedOperationException();
        }

        public String getAddr() {
            throw new UnsupportedOperationException();
        }

        public String getNote() {
            throw new UnsupportedOperationException();
        }

        public boolean equals(Object o) {
            throw new UnsupportedOperationException();
        }

        public int hashCode() {
            throw new UnsupportedOperationException();
        }

    }
}
