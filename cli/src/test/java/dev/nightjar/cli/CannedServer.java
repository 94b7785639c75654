package dev.nightjar.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A server on loopback that gives the same answer to everything that has the form of a request. */
final class CannedServer implements AutoCloseable {

    private final ServerSocket listener;
    private final byte[] answer;

    private CannedServer(ServerSocket listener, String answer) {
        this.listener = listener;
        this.answer = answer.getBytes(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(this::accept);
    }

    /** Answers with this text, whose lines end as those of HTTP do. */
    static CannedServer of(String answer) throws IOException {
        return of(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answer);
    }

    static CannedServer of(ServerSocket listener, String answer) {
        return new CannedServer(listener, answer.replace("\n", "\r\n"));
    }

    /** An answer of HTTP. */
    static String http(String status, String headers, String body) {
        return "HTTP/1.1 " + status + "\n" + headers + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length
                + "\nConnection: close\n\n" + body;
    }

    int port() {
        return listener.getLocalPort();
    }

    URI url(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + port());
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            // The server was closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            int blank = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                blank = next == '\n' ? blank + 1 : next == '\r' ? blank : 0;
                if (blank == 2) {
                    client.getOutputStream().write(answer);
                    client.getOutputStream().flush();
                    client.shutdownOutput();
                    return;
                }
            }
        } catch (IOException e) {
            // The client has gone, as one does that does not trust the certificate.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
