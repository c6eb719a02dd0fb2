package io.jenkins.plugins.mlcd.prometheus;

import java.net.URI;

/**
 * The route and the receiver that send the alerts of {@link AlertRules} to Jenkins
 * (prometheus.io/docs/alerting/latest/configuration); both are entries for the lists of an Alertmanager's own file.
 */
public final class AlertmanagerRoute {

    private AlertmanagerRoute() {}

    /**
     * A whole file, which can be used as it is or of which the entries are copied.
     *
     * @param webhook where Jenkins takes alerts; http or https
     * @param tokenFile file on Alertmanager's machine that holds the webhook's token
     * @throws IllegalArgumentException when {@code webhook} is no such URL
     */
    public static String yaml(AlertOptions options, URI webhook, String tokenFile) {
        if (!"http".equals(webhook.getScheme()) && !"https".equals(webhook.getScheme())) {
            throw new IllegalArgumentException("webhook '" + webhook + "' is no http or https URL");
        }
        return """
                # Made by mlcd alerts --model %1$s
                route:
                  receiver: nobody
                  routes:
                    - receiver: jenkins-%1$s
                      matchers: ['model_name="%1$s"']
                      group_by: [alertname, model]
                      group_wait: 10s
                      group_interval: 1m
                      repeat_interval: 4h
                receivers:
                  - name: nobody
                  - name: jenkins-%1$s
                    webhook_configs:
                      - url: '%2$s'
                        send_resolved: true
                        max_alerts: 1000
                        http_config:
                          authorization:
                            credentials_file: '%3$s'
                """.formatted(options.model(), webhook.toString().replace("'", "''"), tokenFile.replace("'", "''"));
    }
}
