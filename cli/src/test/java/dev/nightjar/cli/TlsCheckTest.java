package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.Finding.Found;
import dev.nightjar.cli.Finding.Trouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is made of handshakes over real sockets. */
@Timeout(120)
class TlsCheckTest {

    @TempDir
    private Path folder;

    private static Finding look(CannedServer server, X509ExtendedTrustManager trusted) throws Exception {
        Place place = Place.of(server.url("https"));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(30_000);
        return TlsCheck.judge(place, TlsCheck.see(place, socket, trusted));
    }

    @Test
    void aCertificateThatIsTrustedAndOfThisNameIsAsItShouldBe() throws Exception {
        var certificate = Certificates.make(folder, "-dname", "CN=Here", "-ext", "SAN=ip:127.0.0.1");
        try (CannedServer server = certificate.serve("")) {
            Finding finding = look(server, certificate.trusting());

            assertThat(finding).isInstanceOf(Found.class);
            assertThat(finding.text())
                    .startsWith("TLSv1.3 with 127.0.0.1:")
                    .contains("certificate by CN=Here, valid until 20");
        }
    }

    @Test
    void aCertificateOfAnotherNameIsNamed() throws Exception {
        var certificate = Certificates.make(folder, "-dname", "CN=Elsewhere", "-ext", "SAN=dns:elsewhere.example");
        try (CannedServer server = certificate.serve("")) {
            assertThat(look(server, certificate.trusting()).text()).endsWith("belongs to another name, CN=Elsewhere.");
        }
    }

    @Test
    void aCertificateThatIsNotValidYetSpeaksOfTheClock() throws Exception {
        var certificate = Certificates.make(folder, "-dname", "CN=Here", "-startdate", "+30d", "-validity", "60");
        try (CannedServer server = certificate.serve("")) {
            Finding finding = look(server, Witness.ofTheJvm());

            assertThat(finding.text()).endsWith("is not valid yet.");
            assertThat(finding)
                    .isInstanceOfSatisfying(
                            Trouble.class,
                            trouble -> assertThat(trouble.remedy()).contains("clock"));
        }
    }

    @Test
    void whatDoesNotSpeakTlsIsToldFromWhatDoes() throws Exception {
        assertThat(look(client -> {
                    // A server of another protocol speaks first, as those of SSH and SMTP do.
                    client.getOutputStream().write("220 mail.example ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
                    client.getInputStream().readAllBytes();
                }))
                .endsWith("does not speak TLS.");
    }

    @Test
    void aConnectionThatIsCutWithinTheHandshakeSpeaksOfAFirewall() throws Exception {
        assertThat(look(client -> {
                    client.setSoLinger(true, 0); // a reset, as such firewalls send
                    int unused = client.getInputStream().read();
                }))
                .endsWith("was cut within the TLS handshake.");
    }

    private interface Behaviour {
        void serve(Socket client) throws IOException;
    }

    /** What is said of a handshake with a server that does this and hangs up. */
    private static String look(Behaviour behaviour) throws Exception {
        try (var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> {
                try (Socket client = listener.accept()) {
                    behaviour.serve(client);
                } catch (IOException e) {
                    // The client has gone.
                }
            });
            Place place = new Place("127.0.0.1", listener.getLocalPort(), true, false);
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
            socket.setSoTimeout(30_000);
            return TlsCheck.judge(place, TlsCheck.see(place, socket, Witness.ofTheJvm()))
                    .text();
        }
    }
}
