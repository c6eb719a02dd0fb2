package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.ExtensionComponent;
import hudson.ExtensionPoint;
import hudson.Util;
import hudson.XmlFile;
import hudson.model.listeners.RunListener;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import hudson.util.XStream2;
import io.jenkins.plugins.mlcd.embedded.host.ArtifactStore;
import io.jenkins.plugins.mlcd.embedded.host.Host;
import io.jenkins.plugins.mlcd.embedded.host.LocalArtifacts;
import io.jenkins.plugins.mlcd.embedded.host.LocalFiles;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Calendar;
import java.util.Date;
import java.util.Deque;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.function.Predicate;
import jenkins.model.ArtifactManager;
import jenkins.model.Jenkins;
import jenkins.model.RunAction2;
import jenkins.util.NonLocalizable;
import org.kohsuke.stapler.verb.DELETE;

/** A build: numbered within its job, kept in a directory of its own as {@code build.xml}, {@code log}, {@code archive} and more. */
public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends Actionable implements ExtensionPoint, Comparable<RunT>, AccessControlled, PersistenceRoot, DescriptorByNameOwner {

    public static final XStream2 XSTREAM2 = new XStream2();
    public static final PermissionGroup PERMISSIONS = new PermissionGroup(Run.class, new NonLocalizable("Run"));
    public static final Permission DELETE = new Permission(PERMISSIONS, "Delete", null, Permission.DELETE, PermissionScope.RUN);
    public static final Permission UPDATE = new Permission(PERMISSIONS, "Update", null, Permission.UPDATE, PermissionScope.RUN);
    public static final Permission ARTIFACTS = new Permission(PERMISSIONS, "Artifacts", null, null, PermissionScope.RUN);

    @NonNull
    protected final transient JobT project;
    public transient int number;
    protected long timestamp;
    protected volatile Result result;
    @CheckForNull
    protected volatile String description;
    protected long duration;
    private volatile String displayName;
    private boolean keepLog;
    private long queueId = -1;

    /** Begins a new build of {@code job}. */
    protected Run(@NonNull JobT job) throws IOException {
        project = job;
        timestamp = System.currentTimeMillis();
        number = job.assignBuildNumber();
        Files.createDirectories(getRootDir().toPath());
    }

    /** Loads a build that was saved in {@code buildDir}, whose name is its number. */
    protected Run(@NonNull JobT project, @NonNull File buildDir) throws IOException {
        this.project = project;
        number = Integer.parseInt(buildDir.getName());
        dataFile().unmarshal(this);
    }

    /** Called once the build is loaded. */
    protected void onLoad() {
        Util.filter(stored(), RunAction2.class).forEach(a -> a.onLoad(this));
        project.keep(_this());
    }

    @SuppressWarnings("unchecked")
    @NonNull
    protected RunT _this() {
        return (RunT) this;
    }

    void queued(long id) {
        queueId = id;
    }

    @Override
    public void addAction(@NonNull Action a) {
        super.addAction(a);
        if (a instanceof RunAction2 attached) {
            attached.onAttached(this);
        }
    }

    @Override
    public int compareTo(@NonNull RunT that) {
        int byJob = project.getFullName().compareTo(that.getParent().getFullName());
        return byJob != 0 ? byJob : Integer.compare(number, that.number);
    }

    public long getQueueId() {
        return queueId;
    }

    @CheckForNull
    public Result getResult() {
        return result;
    }

    /** Makes the result {@code r}, unless it is worse already. */
    public void setResult(@NonNull Result r) {
        if (result == null || r.isWorseThan(result)) {
            result = r;
        }
    }

    public boolean isBuilding() {
        return result == null;
    }

    public boolean isInProgress() {
        return isBuilding();
    }

    public boolean isLogUpdated() {
        return isBuilding();
    }

    public boolean hasntStartedYet() {
        return false;
    }

    @CheckForNull
    public Executor getExecutor() {
        return this instanceof Queue.Executable executable ? Queue.getInstance().executorOf(executable) : null;
    }

    @CheckForNull
    public Executor getOneOffExecutor() {
        return getExecutor();
    }

    @NonNull
    public final Charset getCharset() {
        return StandardCharsets.UTF_8;
    }

    @NonNull
    public List<Cause> getCauses() {
        CauseAction action = getAction(CauseAction.class);
        return action == null ? List.of() : action.getCauses();
    }

    @CheckForNull
    public <T extends Cause> T getCause(Class<T> type) {
        return getCauses().stream().filter(type::isInstance).map(type::cast).findFirst().orElse(null);
    }

    public final boolean isKeepLog() {
        return keepLog;
    }

    public void keepLog(boolean newValue) throws IOException {
        keepLog = newValue;
        save();
    }

    @NonNull
    public JobT getParent() {
        return project;
    }

    @NonNull
    public Calendar getTimestamp() {
        Calendar calendar = new GregorianCalendar();
        calendar.setTimeInMillis(timestamp);
        return calendar;
    }

    @NonNull
    public final Date getTime() {
        return new Date(timestamp);
    }

    public final long getTimeInMillis() {
        return timestamp;
    }

    public final long getStartTimeInMillis() {
        return timestamp;
    }

    @CheckForNull
    public String getDescription() {
        return description;
    }

    public void setDescription(String description) throws IOException {
        this.description = description;
        save();
    }

    /** Duration of the build in milliseconds; 0 while it runs. */
    public long getDuration() {
        return duration;
    }

    @NonNull
    public String getDurationString() {
        return isBuilding() ? Util.getTimeSpanString(System.currentTimeMillis() - timestamp) + " and counting" : Util.getTimeSpanString(duration);
    }

    @NonNull
    public BallColor getIconColor() {
        if (isBuilding()) {
            RunT previous = getPreviousBuild();
            return previous == null ? BallColor.GREY.anime() : previous.getIconColor().anime();
        }
        return result.color;
    }

    @Override
    public String toString() {
        return project.getFullName() + " #" + number;
    }

    public String getFullDisplayName() {
        return project.getFullDisplayName() + " " + getDisplayName();
    }

    @Override
    public String getDisplayName() {
        return displayName != null ? displayName : "#" + number;
    }

    public boolean hasCustomDisplayName() {
        return displayName != null;
    }

    public void setDisplayName(String value) throws IOException {
        displayName = "#".concat(Integer.toString(number)).equals(value) ? null : value;
        save();
    }

    public int getNumber() {
        return number;
    }

    @CheckForNull
    public RunT getPreviousBuild() {
        return project.getNearestOldBuild(number - 1);
    }

    @CheckForNull
    public RunT getNextBuild() {
        return project.getNearestBuild(number + 1);
    }

    @CheckForNull
    public final RunT getPreviousCompletedBuild() {
        return previous(r -> !r.isBuilding());
    }

    @CheckForNull
    public RunT getPreviousNotFailedBuild() {
        return previous(r -> r.getResult() != Result.FAILURE);
    }

    @CheckForNull
    public RunT getPreviousFailedBuild() {
        return previous(r -> r.getResult() == Result.FAILURE);
    }

    @CheckForNull
    public RunT getPreviousSuccessfulBuild() {
        return previous(r -> r.getResult() == Result.SUCCESS);
    }

    private RunT previous(Predicate<RunT> wanted) {
        RunT r = getPreviousBuild();
        while (r != null && !wanted.test(r)) {
            r = r.getPreviousBuild();
        }
        return r;
    }

    @NonNull
    public String getUrl() {
        return project.getUrl() + number + "/";
    }

    @NonNull
    public String getId() {
        return Integer.toString(number);
    }

    @NonNull
    @Override
    public File getRootDir() {
        return new File(project.getBuildDir(), getId());
    }

    @NonNull
    public final ArtifactManager getArtifactManager() {
        List<ExtensionComponent<ArtifactStore>> stores = Host.get().extensions().find(ArtifactStore.class, store -> true);
        ArtifactManager manager = stores.isEmpty() ? new LocalArtifacts() : stores.get(0).getInstance().managerFor(this);
        manager.onLoad(this);
        return manager;
    }

    @NonNull
    public final ArtifactManager pickArtifactManager() throws IOException {
        return getArtifactManager();
    }

    public boolean getHasArtifacts() {
        try {
            return !getArtifactManager().root().list("**", null, false).isEmpty();
        } catch (IOException e) {
            return false; // an archive that cannot be read has nothing to offer
        }
    }

    public void deleteArtifacts() throws IOException {
        try {
            getArtifactManager().delete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("deletion of the artifacts of " + this + " was interrupted");
        }
    }

    final File logFile() {
        return new File(getRootDir(), "log");
    }

    @NonNull
    public InputStream getLogInputStream() throws IOException {
        return logFile().exists() ? Files.newInputStream(logFile().toPath()) : InputStream.nullInputStream();
    }

    @NonNull
    public Reader getLogReader() throws IOException {
        return new InputStreamReader(getLogInputStream(), getCharset());
    }

    /** The last lines of the log, at most {@code maxLines}. */
    @NonNull
    public List<String> getLog(int maxLines) throws IOException {
        if (maxLines == 0) {
            return List.of();
        }
        Deque<String> last = new ArrayDeque<>();
        try (BufferedReader in = new BufferedReader(getLogReader())) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (last.size() == maxLines) {
                    last.removeFirst();
                }
                last.addLast(line);
            }
        }
        return List.copyOf(last);
    }

    @NonNull
    @Override
    public ACL getACL() {
        return project.getACL();
    }

    public void delete() throws IOException {
        RunListener.fireDeleted(this);
        project.forget(_this());
        new LocalFiles(getRootDir().toPath()).delete();
    }

    @Override
    public void save() throws IOException {
        synchronized (this) {
            dataFile().write(this);
        }
        project.keep(_this());
    }

    private XmlFile dataFile() {
        return new XmlFile(XSTREAM2, new File(getRootDir(), "build.xml"));
    }

    /** Where another saved object points at this build, its id is saved instead. */
    protected Object writeReplace() {
        return XmlFile.replaceIfNotAtTopLevel(this, () -> new Replacer(this));
    }

    private static final class Replacer {

        private final String id;

        Replacer(Run<?, ?> run) {
            id = run.getExternalizableId();
        }

        private Object readResolve() {
            return fromExternalizableId(id);
        }
    }

    @NonNull
    public EnvVars getEnvironment(@NonNull TaskListener listener) throws IOException, InterruptedException {
        EnvVars env = project.getEnvironment(Jenkins.get(), listener);
        env.overrideAll(getCharacteristicEnvVars());
        for (EnvironmentContributor contributor : EnvironmentContributor.all().reverseView()) {
            contributor.buildEnvironmentFor(this, env, listener);
        }
        for (EnvironmentContributingAction action : getActions(EnvironmentContributingAction.class)) {
            action.buildEnvironment(this, env);
        }
        return env;
    }

    @NonNull
    public final EnvVars getCharacteristicEnvVars() {
        EnvVars env = project.getCharacteristicEnvVars();
        String root = Util.fixNull(Jenkins.get().getRootUrl());
        env.put("BUILD_NUMBER", getId());
        env.put("BUILD_ID", getId());
        env.put("BUILD_DISPLAY_NAME", getDisplayName());
        env.put("BUILD_TAG", "jenkins-" + project.getFullName().replace('/', '-') + "-" + number);
        env.put("BUILD_URL", root + getUrl());
        env.put("RUN_DISPLAY_URL", root + getUrl());
        return env;
    }

    @NonNull
    public String getExternalizableId() {
        return project.getFullName() + "#" + number;
    }

    /** The build of that id, or null when it or its job is gone. */
    @CheckForNull
    public static Run<?, ?> fromExternalizableId(String id) throws IllegalArgumentException {
        int hash = id.lastIndexOf('#');
        if (hash <= 0) {
            throw new IllegalArgumentException("the id of a build is job#number, not " + id);
        }
        Job<?, ?> job = Jenkins.get().getItemByFullName(id.substring(0, hash), Job.class);
        return job == null ? null : job.getBuildByNumber(Integer.parseInt(id.substring(hash + 1)));
    }

    public long getEstimatedDuration() {
        return project.getEstimatedDuration();
    }

    public List<ParameterValue> getParameterValues() {
        ParametersAction action = getAction(ParametersAction.class);
        return action == null ? List.of() : action.getParameters();
    }
}
