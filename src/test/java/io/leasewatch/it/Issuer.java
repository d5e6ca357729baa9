package io.leasewatch.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** An identity provider: it signs tokens, and has an address on this machine where servers find the key to check them by. */
final class Issuer implements AutoCloseable {

    private final String name;
    private final KeyPair key = Token.newKey();
    private final HttpServer server;

    /** {@code name} is the {@code iss} of its tokens. */
    Issuer(String name) {
        this.name = name;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/keys", this::answer);
        server.start();
    }

    /** Where its key is. */
    String keys() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
    }

    /** A token for the monitor, good for the next ten minutes. */
    Token token(String user, String... groups) {
        return new Token(name, "leasewatch", user, List.of(groups), Duration.ofMinutes(10), key);
    }

    private void answer(HttpExchange exchange) throws IOException {
        RSAPublicKey half = (RSAPublicKey) key.getPublic();
        byte[] keys = Json.createObjectBuilder()
                .add(
                        "keys",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("kty", "RSA")
                                        .add("use", "sig")
                                        .add("alg", "RS256")
                                        .add("kid", Token.KEY_ID)
                                        .add("n", Token.encoded(unsigned(half.getModulus())))
                                        .add("e", Token.encoded(unsigned(half.getPublicExponent())))))
                .build()
                .toString()
                .getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, keys.length);
        exchange.getResponseBody().write(keys);
        exchange.close();
    }

    /** Without the zero byte in front that Java has for the sign. */
    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
