package io.jenkins.plugins.mlcd.jenkins.config;

/** What the plugin answers to below the root of a Jenkins, which serves one root action an address. */
public final class RootAddresses {

    /** {@code POST /mlcd/webhook/<kind>}; open to whoever proves to be a configured sender. */
    public static final String WEBHOOKS = "mlcd";

    /** {@code /mlcd-metrics/}: for scrapers that may read Jenkins. */
    public static final String METRICS = "mlcd-metrics";

    /** {@code /ml-models/}: the page of all models. */
    public static final String MODELS = "ml-models";

    private RootAddresses() {}
}
