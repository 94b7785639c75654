package dev.nightjar.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A context for TLS whose sockets refuse a certificate that is not for the host that was dialled, and which is another context in
 * all else. The client of NATS does not look at the host, so any certificate that is trusted would do. Safe for any thread.
 */
final class CheckedHosts extends SSLContext {

    private static final String RFC_2818 = "HTTPS";

    private CheckedHosts(SSLContext context) {
        super(new Spi(context), context.getProvider(), context.getProtocol());
    }

    /** The sockets of this context, with the check. */
    static SSLContext of(SSLContext context) {
        return new CheckedHosts(context);
    }

    private static final class Spi extends SSLContextSpi {

        private final SSLContext context;

        Spi(SSLContext context) {
            this.context = context;
        }

        @Override
        protected void engineInit(
                KeyManager @Nullable [] keys, TrustManager @Nullable [] trusted, @Nullable SecureRandom random)
                throws KeyManagementException {
            context.init(keys, trusted, random);
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return new Sockets(context.getSocketFactory());
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return context.getServerSocketFactory();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return context.createSSLEngine();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            SSLEngine engine = context.createSSLEngine(host, port);
            engine.setSSLParameters(checking(engine.getSSLParameters()));
            return engine;
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return context.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return context.getClientSessionContext();
        }
    }

    private static final class Sockets extends SSLSocketFactory {

        private final SSLSocketFactory factory;

        Sockets(SSLSocketFactory factory) {
            this.factory = factory;
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return factory.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return factory.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket() throws IOException {
            return checking(factory.createSocket());
        }

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean closesIt) throws IOException {
            return checking(factory.createSocket(socket, host, port, closesIt));
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return checking(factory.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            return checking(factory.createSocket(host, port, from, fromPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return checking(factory.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            return checking(factory.createSocket(host, port, from, fromPort));
        }

        private static Socket checking(Socket socket) {
            SSLSocket secure = (SSLSocket) socket;
            secure.setSSLParameters(CheckedHosts.checking(secure.getSSLParameters()));
            return secure;
        }
    }

    private static SSLParameters checking(SSLParameters parameters) {
        parameters.setEndpointIdentificationAlgorithm(RFC_2818);
        return parameters;
    }
}
