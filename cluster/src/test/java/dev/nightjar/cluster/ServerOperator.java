package dev.nightjar.cluster;

import io.nats.client.NKey;
import io.nats.client.support.JwtUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * An operator of NATS with two accounts, one for the server itself and one with JetStream, as a server reads them from its
 * configuration: no tools and no other server are needed.
 */
final class ServerOperator {

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String UNLIMITED = """
            {"subs":-1,"data":-1,"payload":-1,"imports":-1,"exports":-1,"wildcards":true,"conn":-1,"leaf":-1,\
            "mem_storage":-1,"disk_storage":-1,"streams":-1,"consumer":-1}""";

    private final NKey operator;
    private final NKey system;
    private final NKey account;
    private final Path file;

    private ServerOperator(NKey operator, NKey system, NKey account, Path file) {
        this.operator = operator;
        this.system = system;
        this.account = account;
        this.file = file;
    }

    /** Makes new keys for all of them, and a file in this folder. */
    static ServerOperator make(Path folder) throws IOException, GeneralSecurityException {
        NKey operator = NKey.createOperator(RANDOM);
        Path file = Files.createTempFile(folder, "operator", ".jwt");
        Files.writeString(file, token(operator, id(operator), "operator", "{\"type\":\"operator\",\"version\":2}"));
        return new ServerOperator(operator, NKey.createAccount(RANDOM), NKey.createAccount(RANDOM), file);
    }

    /** The lines of a server's configuration that have it know the operator and the accounts. */
    List<String> configuration() throws IOException, GeneralSecurityException {
        return List.of(
                "operator: '" + file + "'",
                "system_account: " + id(system),
                "resolver: MEMORY",
                "resolver_preload {",
                id(system) + ": '" + account(system, "{}") + "'",
                id(account) + ": '" + account(account, UNLIMITED) + "'",
                "}");
    }

    private String account(NKey key, String limits) throws IOException, GeneralSecurityException {
        return token(operator, id(key), "account", "{\"type\":\"account\",\"version\":2,\"limits\":" + limits + "}");
    }

    /** Writes a file of credentials of a new user of the account with JetStream. */
    Path credentials(Path to) throws IOException, GeneralSecurityException {
        NKey user = NKey.createUser(RANDOM);
        String token = JwtUtils.issueUserJWT(account, id(account), id(user));
        return Files.writeString(to, JwtUtils.NATS_USER_JWT_FORMAT.formatted(token, new String(user.getSeed())));
    }

    private static String id(NKey key) throws IOException, GeneralSecurityException {
        return new String(key.getPublicKey());
    }

    /** A signed JWT, in the form that the server calls version 2. */
    private static String token(NKey issuer, String subject, String name, String claim)
            throws IOException, GeneralSecurityException {
        String body = """
                {"jti":"%s","iat":%d,"iss":"%s","sub":"%s","name":"%s","nats":%s}""".formatted(subject, System.currentTimeMillis() / 1000, id(issuer), subject, name, claim);
        String signed = base64("{\"typ\":\"JWT\",\"alg\":\"ed25519-nkey\"}".getBytes(StandardCharsets.UTF_8))
                + "."
                + base64(body.getBytes(StandardCharsets.UTF_8));
        return signed + "." + base64(issuer.sign(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
