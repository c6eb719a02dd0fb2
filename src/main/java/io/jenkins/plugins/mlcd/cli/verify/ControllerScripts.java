package io.jenkins.plugins.mlcd.cli.verify;

/** What is told to a controller in its own language. */
final class ControllerScripts {

    static final String ADMINISTRATOR = "admin";

    /** All names begin with it. */
    static final String PREFIX = "mlcd-verify";

    private ControllerScripts() {}

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** For a fresh home: one administrator, nothing for anybody else, the labels of the examples, no waiting for agents. */
    static String init(String password) {
        return """
                import jenkins.model.Jenkins
                def jenkins = Jenkins.get()
                jenkins.numExecutors = 4
                jenkins.labelString = 'cpu gpu'
                if (!(jenkins.securityRealm instanceof hudson.security.HudsonPrivateSecurityRealm)) {
                    def realm = new hudson.security.HudsonPrivateSecurityRealm(false, false, null)
                    realm.createAccount('%s', %s)
                    jenkins.securityRealm = realm
                    def rights = new hudson.security.FullControlOnceLoggedInAuthorizationStrategy()
                    rights.allowAnonymousRead = false
                    jenkins.authorizationStrategy = rights
                }
                jenkins.save()
                """.formatted(ADMINISTRATOR, quoted(password));
    }

    /** Adds a target, a secret and a webhook source to what is configured already. */
    static String configure(String adminUrl, String adminToken, String webhookToken) {
        return """
                import com.cloudbees.plugins.credentials.*
                import com.cloudbees.plugins.credentials.domains.Domain
                import hudson.util.Secret
                import io.jenkins.plugins.mlcd.jenkins.config.*
                import io.jenkins.plugins.mlcd.jenkins.webhook.WebhookSender
                def store = SystemCredentialsProvider.instance.store
                store.addCredentials(Domain.global(), new org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl(
                    CredentialsScope.GLOBAL, '%1$s', 'of mlcd verify-jenkins', Secret.fromString(%4$s)))
                def mlcd = MlcdConfiguration.get()
                def target = new LocalTarget('%1$s', %2$s)
                target.token = Secret.fromString(%3$s)
                mlcd.targets = mlcd.targets.findAll { it.name != '%1$s' } + [target]
                def sender = new WebhookSender('%1$s', 'alertmanager')
                sender.credentialsId = '%1$s'
                mlcd.webhookSources = mlcd.webhookSources.findAll { it.name != '%1$s' } + [sender]
                """.formatted(PREFIX, quoted(adminUrl), quoted(adminToken), quoted(webhookToken));
    }

    static String removeEverything() {
        return """
                import com.cloudbees.plugins.credentials.*
                import com.cloudbees.plugins.credentials.domains.Domain
                import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration
                jenkins.model.Jenkins.get().items.findAll { it.name.startsWith('%1$s') }.each { it.delete() }
                def mlcd = MlcdConfiguration.get()
                mlcd.targets = mlcd.targets.findAll { it.name != '%1$s' }
                mlcd.webhookSources = mlcd.webhookSources.findAll { it.name != '%1$s' }
                def store = SystemCredentialsProvider.instance.store
                store.getCredentials(Domain.global()).findAll { it.hasProperty('id') && it.id == '%1$s' }.each { store.removeCredentials(Domain.global(), it) }
                """.formatted(PREFIX);
    }
}
