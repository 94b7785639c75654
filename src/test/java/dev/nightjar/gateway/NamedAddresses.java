package dev.nightjar.gateway;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The resolver of the tests: a name such as {@code 127-0-0-2--127-0-0-1.addresses.test} has the addresses that it lists, in
 * their order. The JDK's own resolver looks up all other names. The JDK finds this class through META-INF/services.
 */
public final class NamedAddresses extends InetAddressResolverProvider {

    /** The end of the names that the certificate of {@link TlsFront} covers. */
    static final String SUFFIX = ".addresses.test";

    /** The end of names that no certificate covers. */
    static final String OTHER_SUFFIX = ".elsewhere.test";

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver builtIn = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                return host.endsWith(SUFFIX) || host.endsWith(OTHER_SUFFIX)
                        ? addresses(host).stream()
                        : builtIn.lookupByName(host, policy);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return builtIn.lookupByAddress(address);
            }
        };
    }

    private static List<InetAddress> addresses(String host) throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String literal : host.substring(0, host.indexOf('.')).split("--", -1)) {
            addresses.add(InetAddress.getByName(literal.replace('-', '.')));
        }
        return addresses;
    }

    @Override
    public String name() {
        return "addresses in names";
    }
}
