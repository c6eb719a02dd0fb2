package hudson.model;

import java.io.Serializable;
import org.jvnet.localizer.Localizable;

/** How well a job does: a score of 0 to 100 and why. */
public class HealthReport implements Serializable, Comparable<HealthReport> {

    private static final long serialVersionUID = 1L;

    private int score;
    private String iconUrl;
    private transient Localizable localizibleDescription;

    public HealthReport() {
        this(100, (Localizable) null);
    }

    public HealthReport(int score, Localizable description) {
        this(score, null, description);
    }

    public HealthReport(int score, String iconUrl, Localizable description) {
        this.score = score;
        this.iconUrl = iconUrl;
        this.localizibleDescription = description;
    }

    public int getScore() {
        return score;
    }

    public void setScore(int score) {
        this.score = score;
    }

    public String getIconUrl() {
        return iconUrl;
    }

    public String getDescription() {
        return localizibleDescription == null ? "" : localizibleDescription.toString();
    }

    @Override
    public int compareTo(HealthReport o) {
        return Integer.compare(score, o.score);
    }

    public static HealthReport min(HealthReport a, HealthReport b) {
        return a == null || b != null && b.compareTo(a) < 0 ? b : a;
    }

    public static HealthReport max(HealthReport a, HealthReport b) {
        return a == null || b != null && b.compareTo(a) > 0 ? b : a;
    }
}
