package io.jenkins.plugins.mlcd.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.function.Supplier;

/**
 * Runs code with the class loader of the Kubernetes client as the thread's own: the client finds its HTTP client and its
 * resource types by {@link java.util.ServiceLoader}, which from a thread of another plugin would see neither.
 */
public final class ClientLoader {

    private ClientLoader() {}

    public static <T> T within(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(KubernetesClient.class.getClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
