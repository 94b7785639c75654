package dev.nightjar.cli;

import dev.nightjar.cli.Finding.Found;
import dev.nightjar.cli.Finding.Trouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** The check whether a host's name has an address. */
final class DnsCheck {

    static final String NAME = "dns";

    private static final int SHOWN = 4;

    private DnsCheck() {}

    /** What the look-up of a name has brought. */
    sealed interface Seen {}

    /** Its addresses, at least one. */
    record Known(List<InetAddress> addresses) implements Seen {}

    /** Nobody knows the name. */
    record Unknown() implements Seen {}

    /** No answer in time. */
    record Late(Duration timeout) implements Seen {}

    static Seen see(Place place, Duration timeout) throws InterruptedException {
        try {
            return new Known(Bounded.call(timeout, () -> List.of(InetAddress.getAllByName(place.host()))));
        } catch (UnknownHostException e) {
            return new Unknown();
        } catch (IOException e) {
            return new Unknown();
        } catch (TimeoutException e) {
            return new Late(timeout);
        }
    }

    static Finding judge(Place place, Seen seen) {
        String host = Words.foreign(place.host());
        return switch (seen) {
            case Known known -> new Found(host + " has the address " + shown(known.addresses()) + ".");
            case Unknown unknown ->
                new Trouble(
                        ExitStatus.NETWORK,
                        "The name " + host + " has no address.",
                        "Check the name, and the DNS server of this machine or container (/etc/resolv.conf).");
            case Late late ->
                new Trouble(
                        ExitStatus.NETWORK,
                        "The look-up of " + host + " has not ended within " + Words.time(late.timeout()) + ".",
                        "Check the DNS server of this machine or container (/etc/resolv.conf): it does not answer.");
        };
    }

    private static String shown(List<InetAddress> addresses) {
        String some =
                addresses.stream().limit(SHOWN).map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
        int more = addresses.size() - SHOWN;
        return more > 0 ? some + " and " + more + " more" : some;
    }

    /** Whether the host is an address already, as far as its letters say: nothing is looked up then. */
    static boolean isAddress(String host) {
        return host.contains(":") || Arrays.stream(host.split("\\.", -1)).allMatch(part -> part.matches("\\d{1,3}"));
    }
}
