package dev.nightjar.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Three NATS servers that are one cluster with JetStream, on free ports of loopback. */
final class NatsServers implements AutoCloseable {

    private static final int SERVERS = 3;

    /** How often other ports are tried when somebody else has taken one of them. */
    private static final int ATTEMPTS = 5;

    private final List<NatsServer> servers;

    private NatsServers(List<NatsServer> servers) {
        this.servers = servers;
    }

    /** Starts them, or skips the test. They may not have found each other yet. */
    static NatsServers start() throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            List<NatsServer> started = new ArrayList<>();
            try {
                List<Integer> ports = freePorts();
                for (int number = 0; number < SERVERS; number++) {
                    started.add(NatsServer.startWith(configuration(number, ports)));
                }
                return new NatsServers(started);
            } catch (IOException portTaken) {
                started.forEach(NatsServer::close);
                if (attempt == ATTEMPTS) {
                    throw portTaken;
                }
            }
        }
    }

    /** Ports for the routes, which each server must know of the others before they run. */
    private static List<Integer> freePorts() throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int number = 0; number < SERVERS; number++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    private static List<String> configuration(int number, List<Integer> ports) {
        String routes =
                ports.stream().map(port -> "nats-route://127.0.0.1:" + port).collect(Collectors.joining(", "));
        return List.of(
                "server_name: " + name(number),
                "cluster {",
                "name: servers",
                "listen: 127.0.0.1:" + ports.get(number),
                "routes: [" + routes + "]",
                "}");
    }

    private static String name(int number) {
        return "server" + number;
    }

    /** The URLs of all of them. */
    String[] urls() {
        return servers.stream().map(NatsServer::url).toArray(String[]::new);
    }

    /** Ends the server of this name with SIGKILL. */
    void kill(String name) throws InterruptedException {
        for (int number = 0; number < SERVERS; number++) {
            if (name(number).equals(name)) {
                servers.get(number).kill();
                return;
            }
        }
        throw new IllegalArgumentException("None of these servers is called " + name);
    }

    @Override
    public void close() {
        servers.forEach(NatsServer::close);
    }
}
