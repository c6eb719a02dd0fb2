package org.jenkinsci.plugins.kubernetes.auth;

/** A cluster's credentials cannot be used. */
public class KubernetesAuthException extends Exception {

    private static final long serialVersionUID = 1L;

    public KubernetesAuthException(String message) {
        super(message);
    }
}
