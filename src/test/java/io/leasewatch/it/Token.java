package io.leasewatch.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Tokens as an identity provider signs them, and what a server needs to be told to take them. */
record Token(String issuer, String audience, String user, List<String> groups, Duration valid, KeyPair signedBy) {

    private static final String ISSUER = "https://issuer.example/realm";
    private static final KeyPair KEYS = keys();

    static final String CONFIGURATION = """
            <featureManager><feature>mpJwt</feature></featureManager>
            <variable name="leasewatch.issuer" value="%s"/>
            <variable name="mp.jwt.verify.publickey" value="%s"/>
            <mpJwt id="leasewatch" issuer="%s" audiences="leasewatch"/>
            """.formatted(
                    ISSUER, Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded()), ISSUER);

    /** One that the server takes. */
    static Token of(String user, String... groups) {
        return new Token(ISSUER, "leasewatch", user, List.of(groups), Duration.ofMinutes(10), KEYS);
    }

    Token issuedBy(String other) {
        return new Token(other, audience, user, groups, valid, signedBy);
    }

    Token meantFor(String other) {
        return new Token(issuer, other, user, groups, valid, signedBy);
    }

    Token expired() {
        return new Token(issuer, audience, user, groups, Duration.ofHours(-2), signedBy);
    }

    Token signedBySomebodyElse() {
        return new Token(issuer, audience, user, groups, valid, keys());
    }

    String text() {
        Instant expires = Instant.now().plus(valid);
        String head = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(UTF_8));
        String claims = encoded(Json.createObjectBuilder()
                .add("iss", issuer)
                .add("aud", audience)
                .add("sub", user)
                .add("upn", user)
                .add("jti", UUID.randomUUID().toString())
                .add("groups", Json.createArrayBuilder(groups))
                .add("iat", expires.minus(Duration.ofMinutes(10)).getEpochSecond())
                .add("exp", expires.getEpochSecond())
                .build()
                .toString()
                .getBytes(UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(signedBy.getPrivate());
            signature.update((head + "." + claims).getBytes(UTF_8));
            return head + "." + claims + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says that it needs no signature. */
    String unsigned() {
        String[] parts = text().split("\\.");
        return encoded("{\"alg\":\"none\"}".getBytes(UTF_8)) + "." + parts[1] + ".";
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
