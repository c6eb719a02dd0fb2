package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.ExtensionPoint;
import hudson.util.AtomicFileWriter;
import hudson.util.RunList;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import jenkins.model.Jenkins;

/** Something that is built again and again. */
public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends AbstractItem implements ExtensionPoint {

    protected transient volatile int nextBuildNumber = 1;
    private List<JobProperty<? super JobT>> jobProperties = new ArrayList<>();
    private transient NavigableMap<Integer, RunT> runs;

    protected Job(ItemGroup parent, String name) {
        super(parent, name);
        runs = newestFirst();
    }

    private NavigableMap<Integer, RunT> newestFirst() {
        return new ConcurrentSkipListMap<>(Comparator.reverseOrder());
    }

    @Override
    public void onLoad(ItemGroup<? extends Item> parent, String name) throws IOException {
        super.onLoad(parent, name);
        runs = newestFirst();
        nextBuildNumber = 1;
        if (jobProperties == null) {
            jobProperties = new ArrayList<>();
        }
        jobProperties.forEach(p -> p.attach(this));
        File next = new File(getRootDir(), "nextBuildNumber");
        if (next.exists()) {
            nextBuildNumber = Integer.parseInt(Files.readString(next.toPath()).trim());
        }
    }

    /** Takes {@code run} among the builds of this job. */
    final void keep(RunT run) {
        runs.put(run.getNumber(), run);
    }

    final void forget(RunT run) {
        runs.remove(run.getNumber());
    }

    public boolean isInQueue() {
        return false;
    }

    public Queue.Item getQueueItem() {
        return null;
    }

    public boolean isBuilding() {
        RunT last = getLastBuild();
        return last != null && last.isBuilding();
    }

    public String getPronoun() {
        return "Project";
    }

    /** The number of a new build: higher than that of any build there was, also after a crash. */
    public synchronized int assignBuildNumber() throws IOException {
        int number = nextBuildNumber;
        while (new File(getBuildDir(), Integer.toString(number)).exists()) {
            number++;
        }
        nextBuildNumber = number + 1;
        saveNextBuildNumber();
        return number;
    }

    protected void saveNextBuildNumber() throws IOException {
        try (AtomicFileWriter out = new AtomicFileWriter(new File(getRootDir(), "nextBuildNumber").toPath(), StandardCharsets.UTF_8)) {
            out.write(nextBuildNumber + "\n");
            out.commit();
        }
    }

    public int getNextBuildNumber() {
        return nextBuildNumber;
    }

    public EnvVars getCharacteristicEnvVars() {
        EnvVars env = new EnvVars();
        env.put("JENKINS_SERVER_COOKIE", "embedded");
        env.put("JOB_NAME", getFullName());
        env.put("JOB_BASE_NAME", getName());
        env.put("CI", "true");
        return env;
    }

    @NonNull
    public EnvVars getEnvironment(@CheckForNull Node node, @NonNull TaskListener listener) throws IOException, InterruptedException {
        EnvVars env = new EnvVars();
        env.overrideAll(getCharacteristicEnvVars());
        Jenkins jenkins = Jenkins.get();
        env.put("JENKINS_HOME", jenkins.getRootDir().getPath());
        if (jenkins.getRootUrl() != null) {
            env.put("JENKINS_URL", jenkins.getRootUrl());
            env.put("JOB_URL", jenkins.getRootUrl() + getUrl());
        }
        for (EnvironmentContributor contributor : EnvironmentContributor.all().reverseView()) {
            contributor.buildEnvironmentFor(this, env, listener);
        }
        return env;
    }

    @Override
    public Collection<? extends Job> getAllJobs() {
        return Set.of(this);
    }

    public void addProperty(JobProperty<? super JobT> jobProp) throws IOException {
        jobProp.attach(this);
        synchronized (this) {
            jobProperties.add(jobProp);
        }
        save();
    }

    public void removeProperty(JobProperty<? super JobT> jobProp) throws IOException {
        synchronized (this) {
            jobProperties.remove(jobProp);
        }
        save();
    }

    @SuppressWarnings("rawtypes")
    public <T extends JobProperty> T removeProperty(Class<T> clazz) throws IOException {
        T found = getProperty(clazz);
        if (found != null) {
            synchronized (this) {
                jobProperties.remove(found);
            }
            save();
        }
        return found;
    }

    public List<JobProperty<? super JobT>> getAllProperties() {
        synchronized (this) {
            return List.copyOf(jobProperties);
        }
    }

    @SuppressWarnings("rawtypes")
    public <T extends JobProperty> T getProperty(Class<T> clazz) {
        return getAllProperties().stream().filter(clazz::isInstance).map(clazz::cast).findFirst().orElse(null);
    }

    public abstract boolean isBuildable();

    public RunList<RunT> getBuilds() {
        return RunList.fromRuns(runs.values());
    }

    public SortedMap<Integer, RunT> getBuildsAsMap() {
        return Collections.unmodifiableSortedMap(runs);
    }

    public RunT getBuild(String id) {
        return runs.values().stream().filter(r -> r.getId().equals(id)).findFirst().orElse(null);
    }

    public RunT getBuildByNumber(int n) {
        return runs.get(n);
    }

    /** The oldest build with the number {@code n} or a higher one. */
    public RunT getNearestBuild(int n) {
        return value(runs.floorEntry(n));
    }

    /** The newest build with the number {@code n} or a lower one. */
    public RunT getNearestOldBuild(int n) {
        return value(runs.ceilingEntry(n));
    }

    private RunT value(Map.Entry<Integer, RunT> entry) {
        return entry == null ? null : entry.getValue();
    }

    public File getBuildDir() {
        return new File(getRootDir(), "builds");
    }

    public RunT getLastBuild() {
        return value(runs.firstEntry());
    }

    public RunT getFirstBuild() {
        return value(runs.lastEntry());
    }

    public RunT getLastSuccessfulBuild() {
        return last(r -> !r.isBuilding() && r.getResult() != null && r.getResult().isBetterOrEqualTo(Result.UNSTABLE));
    }

    public RunT getLastUnsuccessfulBuild() {
        return last(r -> !r.isBuilding() && r.getResult() != Result.SUCCESS);
    }

    public RunT getLastUnstableBuild() {
        return last(r -> !r.isBuilding() && r.getResult() == Result.UNSTABLE);
    }

    public RunT getLastStableBuild() {
        return last(r -> !r.isBuilding() && r.getResult() == Result.SUCCESS);
    }

    public RunT getLastFailedBuild() {
        return last(r -> !r.isBuilding() && r.getResult() == Result.FAILURE);
    }

    public RunT getLastCompletedBuild() {
        return last(r -> !r.isBuilding());
    }

    private RunT last(Predicate<RunT> wanted) {
        return runs.values().stream().filter(wanted).findFirst().orElse(null);
    }

    /** Mean duration of the last three builds that were completed, in milliseconds, or -1. */
    public long getEstimatedDuration() {
        return (long) runs.values().stream().filter(r -> !r.isBuilding() && r.getResult() != null && r.getResult().isCompleteBuild())
                .limit(3).mapToLong(Run::getDuration).average().orElse(-1);
    }

    public BallColor getIconColor() {
        RunT last = getLastBuild();
        return last == null ? BallColor.NOTBUILT : last.getIconColor();
    }
}
