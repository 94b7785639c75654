package dev.nightjar.cli;

import dev.nightjar.cli.Finding.Found;
import dev.nightjar.cli.Finding.Trouble;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The check whether TLS comes about, and whose certificate is shown. */
final class TlsCheck {

    static final String NAME = "tls";

    private TlsCheck() {}

    /** What a handshake has brought. */
    sealed interface Seen {}

    /** The host is who it says it is. */
    record Trusted(String protocol, X509Certificate certificate) implements Seen {}

    /** A certificate that is not valid at this time. */
    record WrongTime(X509Certificate certificate, boolean expired) implements Seen {}

    /** A certificate of another name. */
    record WrongName(X509Certificate certificate) implements Seen {}

    /** A certificate that nobody vouches for whom this JVM trusts. */
    record UnknownIssuer(X509Certificate certificate) implements Seen {}

    /** The connection ended on the way. */
    record Cut() implements Seen {}

    /** No answer in time. */
    record Late() implements Seen {}

    /** What answers does not speak TLS. */
    record NotTls() implements Seen {}

    /** Another failure of TLS. */
    record Failed(String error) implements Seen {}

    /** Shakes hands on a connection, whose timeout for reads holds, and closes it. */
    static Seen see(Place place, Socket socket, X509ExtendedTrustManager trusted) {
        var witness = new Witness(trusted);
        try (SSLSocket secure = secure(place, socket, witness)) {
            secure.startHandshake();
            X509Certificate certificate = witness.certificate();
            return certificate == null
                    ? new Failed("no certificate was shown")
                    : new Trusted(secure.getSession().getProtocol(), certificate);
        } catch (IOException | GeneralSecurityException e) {
            return failure(e, witness);
        }
    }

    private static SSLSocket secure(Place place, Socket socket, Witness witness)
            throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {witness}, null);
        SSLSocket secure =
                (SSLSocket) context.getSocketFactory().createSocket(socket, place.host(), place.port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        return secure;
    }

    private static Seen failure(Exception failure, Witness witness) {
        X509Certificate certificate = witness.certificate();
        if (certificate != null && witness.refusal() != null) {
            return refusal(certificate, witness);
        }
        String error = Words.foreign(String.valueOf(failure.getMessage()));
        return switch (failure) {
            case SocketTimeoutException e -> new Late();
            case SSLException e when error.startsWith("Unsupported or unrecognized SSL message") -> new NotTls();
            case SSLException e when error.contains("closed connection") || error.contains("terminated") -> new Cut();
            case SSLException e -> new Failed(error);
            case IOException e -> new Cut();
            default -> new Failed(error);
        };
    }

    private static Seen refusal(X509Certificate certificate, Witness witness) {
        for (X509Certificate one : witness.chain()) {
            try {
                one.checkValidity();
            } catch (CertificateExpiredException e) {
                return new WrongTime(one, true);
            } catch (CertificateNotYetValidException e) {
                return new WrongTime(one, false);
            }
        }
        return witness.trustsIssuer() ? new WrongName(certificate) : new UnknownIssuer(certificate);
    }

    static Finding judge(Place place, Seen seen) {
        return switch (seen) {
            case Trusted ok ->
                new Found(ok.protocol() + " with " + place + ", certificate by " + issuer(ok.certificate())
                        + ", valid until " + day(ok.certificate()) + ".");
            case WrongTime wrong
            when wrong.expired() ->
                trouble(
                        "The certificate of " + place + " is valid until " + day(wrong.certificate()) + " only.",
                        "Set the clock of this machine if it is wrong; if it is right, whoever runs " + place
                                + " must renew the certificate.");
            case WrongTime wrong ->
                trouble(
                        "The certificate of " + place + " is not valid yet.",
                        "Set the clock of this machine, which is behind, most likely.");
            case WrongName wrong ->
                trouble(
                        "The certificate of " + place + " belongs to another name, " + subject(wrong.certificate())
                                + ".",
                        "Check the URL; if it is right, a proxy or portal answers in place of the host.");
            case UnknownIssuer unknown ->
                trouble(
                        "The certificate of " + place + " is by " + issuer(unknown.certificate())
                                + ", whom this JVM does not trust.",
                        "If your company's proxy opens TLS, import its certificate (keytool -importcert -cacerts); otherwise"
                                + " somebody listens in: use another network.");
            case Cut cut ->
                trouble(
                        "The connection to " + place + " was cut within the TLS handshake.",
                        "A firewall that looks into TLS does so, most likely: allow " + place + " there.");
            case Late late ->
                trouble(
                        "The TLS handshake with " + place + " got no answer in time.",
                        "Check the firewall or proxy on the way.");
            case NotTls not ->
                trouble(
                        "What answers at " + place + " does not speak TLS.",
                        "Check the port and the scheme of the URL, and whether a portal or proxy answers in its place.");
            case Failed failed ->
                trouble(
                        "The TLS handshake with " + place + " failed: " + failed.error() + ".",
                        "Use a JDK that is up to date, and check the firewall or proxy on the way.");
        };
    }

    private static Trouble trouble(String text, String remedy) {
        return new Trouble(ExitStatus.NETWORK, text, remedy);
    }

    private static String issuer(X509Certificate certificate) {
        return Words.foreign(certificate.getIssuerX500Principal().getName());
    }

    private static String subject(X509Certificate certificate) {
        return Words.foreign(certificate.getSubjectX500Principal().getName());
    }

    private static LocalDate day(X509Certificate certificate) {
        return LocalDate.ofInstant(certificate.getNotAfter().toInstant(), ZoneOffset.UTC);
    }
}
