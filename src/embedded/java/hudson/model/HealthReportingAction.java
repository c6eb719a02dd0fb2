package hudson.model;

/** An action that says how well its job does. */
public interface HealthReportingAction extends Action {
    HealthReport getBuildHealth();
}
