package hudson.model;

import java.io.Serializable;
import java.util.List;
import org.jvnet.localizer.Localizable;

public class HealthReport implements Serializable, Comparable<HealthReport> {
    public HealthReport(int score, String iconUrl, Localizable description) {
    }

    public HealthReport(int score, Localizable description) {
    }

    public HealthReport() {
    }

    public int getScore() {
        throw new UnsupportedOperationException();
    }

    public void setScore(int score) {
        throw new UnsupportedOperationException();
    }

    public String getIconUrl() {
        throw new UnsupportedOperationException();
    }

    public String getIconClassName() {
        throw new UnsupportedOperationException();
    }

    public String getIconUrl(String size) {
        throw new UnsupportedOperationException();
    }

    public void setIconUrl(String iconUrl) {
        throw new UnsupportedOperationException();
    }

    public String getDescription() {
        throw new UnsupportedOperationException();
    }

    public void setDescription(String description) {
        throw new UnsupportedOperationException();
    }

    public Localizable getLocalizableDescription() {
        throw new UnsupportedOperationException();
    }

    public void setLocalizibleDescription(Localizable localizibleDescription) {
        throw new UnsupportedOperationException();
    }

    public List<HealthReport> getAggregatedReports() {
        throw new UnsupportedOperationException();
    }

    public boolean isAggregateReport() {
        throw new UnsupportedOperationException();
    }

    public int compareTo(HealthReport o) {
        throw new UnsupportedOperationException();
    }

    public static HealthReport min(HealthReport a, HealthReport b) {
        throw new UnsupportedOperationException();
    }

    public static HealthReport max(HealthReport a, HealthReport b) {
        throw new UnsupportedOperationException();
    }
}
