package io.jenkins.plugins.mlcd.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network of IPv4 or IPv6 addresses.
 *
 * @param address its first address, 4 or 16 bytes
 * @param prefix how many leading bits an address has in common with it
 */
public record Network(byte[] address, int prefix) {

    /** Only literals: a name would be looked up, by whoever sends it. */
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private static final int IPV6_PREFIX_OF_A_CUSTOMER = 64;

    public Network {
        if (prefix < 0 || prefix > address.length * Byte.SIZE) {
            throw new IllegalArgumentException("a network's prefix must be 0 to " + address.length * Byte.SIZE + ", but is " + prefix);
        }
        address = address.clone();
    }

    /**
     * An address, or a network such as {@code 10.0.0.0/8} or {@code fd00::/8}.
     *
     * @throws IllegalArgumentException naming the value and the rule
     */
    public static Network parse(String text) {
        String[] parts = text.strip().split("/", -1);
        Optional<byte[]> address = address(parts[0]);
        if (parts.length > 2 || address.isEmpty() || parts.length == 2 && !parts[1].matches("\\d{1,3}")) {
            throw new IllegalArgumentException("'" + text + "' is neither an address nor a network such as 10.0.0.0/8 or fd00::/8");
        }
        return new Network(address.get(), parts.length == 2 ? Integer.parseInt(parts[1]) : address.get().length * Byte.SIZE);
    }

    /** The bytes of a literal address, with or without brackets, zone or (in brackets or IPv4) port; empty when it is none. */
    static Optional<byte[]> address(String text) {
        String literal = text.strip();
        if (literal.startsWith("[")) {
            int end = literal.indexOf(']');
            literal = end < 0 ? "" : literal.substring(1, end);
        } else if (literal.indexOf(':') >= 0 && literal.indexOf(':') == literal.lastIndexOf(':')) {
            literal = literal.substring(0, literal.indexOf(':'));
        }
        int zone = literal.indexOf('%');
        literal = zone < 0 ? literal : literal.substring(0, zone);
        if (!LITERAL.matcher(literal).matches() || literal.indexOf(':') < 0 && !literal.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(literal).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((address[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** What one peer is for a limit: an IPv4 address, or the /64 of an IPv6 one, of which everybody has as many as they like. */
    static String peer(String address) {
        Optional<byte[]> bytes = address(address);
        if (bytes.isEmpty() || bytes.get().length == 4) {
            return address;
        }
        return java.util.HexFormat.of().formatHex(bytes.get(), 0, IPV6_PREFIX_OF_A_CUSTOMER / Byte.SIZE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network that && prefix == that.prefix && Arrays.equals(address, that.address);
    }

    @Override
    public int hashCode() {
        return 31 * prefix + Arrays.hashCode(address);
    }
}
