package io.jenkins.plugins.mlcd.sources;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

/**
 * Which URLs of a Jenkinsfile a controller asks, for those who write Jenkinsfiles are not those who run the controller. With a list, what is on
 * it; without one, every http and https URL but those where a cloud tells machines their secrets and those that only the link reaches.
 */
public final class OutgoingUrls {

    /** Metadata services that have no link-local address: AWS over IPv6, Alibaba Cloud, Oracle Cloud. */
    private static final Set<String> METADATA = Set.of("fd00:ec2:0:0:0:0:0:254", "100.100.100.200", "192.0.0.192");

    private final List<String> allowed;
    private final Names names;

    /** Resolves a host name. */
    @FunctionalInterface
    public interface Names {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** @throws IllegalArgumentException naming an entry that is no URL */
    public OutgoingUrls(List<String> allowed, Names names) {
        this.allowed = allowed.stream().map(String::strip).filter(entry -> !entry.isEmpty()).toList();
        this.names = names;
        AllowList.of(this.allowed);
    }

    /** As {@link #OutgoingUrls(List, Names)}, by the resolver of this machine. */
    public static OutgoingUrls of(List<String> allowed) {
        return new OutgoingUrls(allowed, InetAddress::getAllByName);
    }

    /**
     * Returns {@code uri} when it may be asked. A name that does not resolve now passes: asking it will fail.
     *
     * @param what said it, such as {@code smokeTest canaryUrl}
     * @throws IOException one sentence with the URL and the rule
     */
    public URI require(String what, URI uri) throws IOException {
        if (uri.getHost() == null || uri.getRawUserInfo() != null || !("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))) {
            throw new IOException(what + " '" + AllowList.safe(uri) + "' must be an http or https URL with a host and without a password");
        }
        if (!allowed.isEmpty()) {
            try {
                AllowList.of(allowed).require(uri);
                return uri;
            } catch (IOException e) {
                throw new IOException(what + " '" + AllowList.safe(uri) + "' is not among the allowed URLs of this Jenkins (Manage Jenkins, System, ML Continuous Delivery)", e);
            }
        }
        for (InetAddress address : addresses(uri.getHost())) {
            if (address.isLinkLocalAddress() || address.isAnyLocalAddress() || address.isMulticastAddress() || METADATA.contains(address.getHostAddress())) {
                throw new IOException(what + " '" + AllowList.safe(uri) + "' leads to " + address.getHostAddress() + ", which is asked only when it is among the allowed URLs of this Jenkins");
            }
        }
        return uri;
    }

    private InetAddress[] addresses(String host) {
        try {
            return names.resolve(host);
        } catch (UnknownHostException e) {
            return new InetAddress[0];
        }
    }
}
