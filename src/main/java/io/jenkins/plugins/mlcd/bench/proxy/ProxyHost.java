package io.jenkins.plugins.mlcd.bench.proxy;

import io.jenkins.plugins.mlcd.agent.target.LocalTarget;
import io.jenkins.plugins.mlcd.agent.target.ServerLauncher;
import io.jenkins.plugins.mlcd.agent.target.TargetOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The process of a local target whose model servers run elsewhere already. It ends when its standard input does. */
public final class ProxyHost {

    private ProxyHost() {}

    /** @param arguments the directory of the target, and then {@code model=port} for each model */
    public static void main(String[] arguments) throws Exception {
        Map<String, URI> servers = new HashMap<>();
        for (int i = 1; i < arguments.length; i++) {
            String[] parts = arguments[i].split("=");
            servers.put(parts[0], URI.create("http://127.0.0.1:" + parts[1]));
        }
        ServerLauncher launcher = (model, directory) -> new Elsewhere(servers.get(model));
        try (LocalTarget target = LocalTarget.start(
                TargetOptions.of("bench", Path.of(arguments[0])), (logs, capture) -> launcher, InstantSource.system())) {
            System.out.println(target.dataUrl() + " " + target.adminUrl());
            while (System.in.read() >= 0) {
                // Whoever started it says nothing, and ends its input when it is done.
            }
        }
    }

    private record Elsewhere(URI url) implements ServerLauncher.Running {

        @Override
        public CompletableFuture<URI> ready() {
            return CompletableFuture.completedFuture(url);
        }

        @Override
        public CompletableFuture<String> ended() {
            return new CompletableFuture<>();
        }

        @Override
        public void stop() {
            // It is not this process that runs it.
        }
    }
}
