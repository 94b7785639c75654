package dev.nightjar.cli;

import java.net.Socket;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A trust manager that decides as another one does, and remembers what it was shown. Confined to the thread of one handshake,
 * which reads it afterwards.
 */
final class Witness extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager judge;
    private List<X509Certificate> chain = List.of();
    private String type = "";
    private @Nullable CertificateException refusal;

    Witness(X509ExtendedTrustManager judge) {
        this.judge = judge;
    }

    /** The trust manager that every client in this JVM uses by default. */
    static X509ExtendedTrustManager ofTheJvm() {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager found) {
                    return found;
                }
            }
            throw new IllegalStateException("This JVM has no trust manager for certificates");
        } catch (NoSuchAlgorithmException | KeyStoreException e) {
            throw new IllegalStateException("This JVM cannot read its trust store (javax.net.ssl.trustStore)", e);
        }
    }

    /** The certificates that were shown, the host's own first. */
    List<X509Certificate> chain() {
        return chain;
    }

    /** The host's certificate, null where none was shown. */
    @Nullable
    X509Certificate certificate() {
        return chain.isEmpty() ? null : chain.getFirst();
    }

    /** Why they were refused, null when they were not. */
    @Nullable
    CertificateException refusal() {
        return refusal;
    }

    /** Whether the certificates are trusted when the name of the host does not matter. */
    boolean trustsIssuer() {
        try {
            judge.checkServerTrusted(chain.toArray(X509Certificate[]::new), type);
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    private interface Check {
        void run() throws CertificateException;
    }

    private void see(X509Certificate[] shown, String authType, Check check) throws CertificateException {
        chain = List.of(shown);
        type = authType;
        try {
            check.run();
        } catch (CertificateException e) {
            refusal = e;
            throw e;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String authType, Socket socket)
            throws CertificateException {
        see(shown, authType, () -> judge.checkServerTrusted(shown, authType, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String authType, SSLEngine engine)
            throws CertificateException {
        see(shown, authType, () -> judge.checkServerTrusted(shown, authType, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String authType) throws CertificateException {
        see(shown, authType, () -> judge.checkServerTrusted(shown, authType));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("no client is checked here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("no client is checked here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String authType) throws CertificateException {
        throw new CertificateException("no client is checked here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
