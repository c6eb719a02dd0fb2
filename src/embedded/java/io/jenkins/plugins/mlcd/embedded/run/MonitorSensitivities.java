package io.jenkins.plugins.mlcd.embedded.run;

import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration;
import io.jenkins.plugins.mlcd.jenkins.config.SensitivitySettings;
import java.util.Map;

/** Puts what {@code mlcd.yaml} says of sensitivities where steps look. */
final class MonitorSensitivities {

    private MonitorSensitivities() {}

    static void configure(Map<String, String> texts) {
        if (texts.isEmpty()) {
            MlcdConfiguration.get().setSensitivities(null);
            return;
        }
        SensitivitySettings settings = new SensitivitySettings();
        settings.setHigh(texts.get("high"));
        settings.setMedium(texts.get("medium"));
        settings.setLow(texts.get("low"));
        settings.setInterval(texts.get("interval"));
        MlcdConfiguration.get().setSensitivities(settings);
    }
}
