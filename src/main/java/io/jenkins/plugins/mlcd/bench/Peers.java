package io.jenkins.plugins.mlcd.bench;

/**
 * Other rules for the same decision, on the same streams of requests: Wald's sequential test, which has to be told both error rates and looks after
 * each request; Flagger's, as its documentation describes a canary's analysis (failed checks are counted, an interval without figures is one); and
 * Argo Rollouts' background analysis with a failureLimit, while the weight rises every interval.
 */
final class Peers {

    private static final double INTERVAL_SECONDS = 60;
    private static final double LEAST_SUCCESS = 0.99;
    private static final int[] WEIGHTS = {10, 20, 30, 40, 50};
    private static final int THRESHOLD = 5;

    private Peers() {}

    /**
     * What a rule decided.
     *
     * @param requests to the canary until then
     * @param errors among them
     */
    record Decided(boolean promoted, long requests, long errors) {}

    /** Wald's sequential probability ratio test of the rate {@code good} against {@code bad}, both error chances {@code alpha}. */
    static Decided wald(ErrorStream canary, double good, double bad, double alpha) {
        double bound = Math.log((1 - alpha) / alpha);
        double perError = Math.log(bad / good);
        double perSuccess = Math.log((1 - bad) / (1 - good));
        double ratio = 0;
        long requests = 0;
        long errors = 0;
        while (true) {
            long successes = canary.untilError();
            long enough = (long) Math.ceil((-bound - ratio) / perSuccess);
            if (successes >= enough) {
                return new Decided(true, requests + enough, errors);
            }
            ratio += successes * perSuccess + perError;
            requests += successes + 1;
            errors++;
            if (ratio >= bound) {
                return new Decided(false, requests, errors);
            }
        }
    }

    /** A weight further with each interval whose requests succeeded to 99 %; back after five others. */
    static Decided flagger(Arrivals arrivals, ErrorStream canary, double requestsPerSecond) {
        long requests = 0;
        long errors = 0;
        int step = 0;
        int failedChecks = 0;
        while (step < WEIGHTS.length && failedChecks < THRESHOLD) {
            long came = arrivals.next(requestsPerSecond * INTERVAL_SECONDS * WEIGHTS[step] / 100);
            long failed = canary.errors(came);
            requests += came;
            errors += failed;
            boolean passed = came > 0 && came - failed >= LEAST_SUCCESS * came;
            step += passed ? 1 : 0;
            failedChecks += passed ? 0 : 1;
        }
        return new Decided(step == WEIGHTS.length, requests, errors);
    }

    /** A weight further with each interval; back when more than {@code failureLimit} of them did not succeed to 99 %. */
    static Decided argo(Arrivals arrivals, ErrorStream canary, double requestsPerSecond, int failureLimit) {
        long requests = 0;
        long errors = 0;
        int failures = 0;
        for (int weight : WEIGHTS) {
            long came = arrivals.next(requestsPerSecond * INTERVAL_SECONDS * weight / 100);
            long failed = canary.errors(came);
            requests += came;
            errors += failed;
            failures += came > 0 && came - failed >= LEAST_SUCCESS * came ? 0 : 1;
            if (failures > failureLimit) {
                return new Decided(false, requests, errors);
            }
        }
        return new Decided(true, requests, errors);
    }
}
