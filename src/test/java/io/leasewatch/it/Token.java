package io.leasewatch.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a token says, and the key that it is signed with. */
record Token(String issuer, String audience, String user, List<String> groups, Duration left, KeyPair key) {

    static final String KEY_ID = "first";

    private static final Duration VALID = Duration.ofMinutes(10);

    Token issuedBy(String other) {
        return new Token(other, audience, user, groups, left, key);
    }

    Token meantFor(String other) {
        return new Token(issuer, other, user, groups, left, key);
    }

    /** Longer ago than clocks may differ. */
    Token expired() {
        return new Token(issuer, audience, user, groups, Duration.ofMinutes(-6), key);
    }

    Token signedBySomebodyElse() {
        return new Token(issuer, audience, user, groups, left, newKey());
    }

    /** As it is sent. */
    String text() {
        String said = head("RS256") + "." + claims();
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(said.getBytes(UTF_8));
            return said + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says that it needs no signature. */
    String unsigned() {
        return head("none") + "." + claims() + ".";
    }

    /** Signed with what everybody knows, as if that were a secret of two. */
    String signedWithThePublicHalf() {
        String said = head("HS256") + "." + claims();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getPublic().getEncoded(), "HmacSHA256"));
            return said + "." + encoded(mac.doFinal(said.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The claims of this one under the signature of another. */
    String underTheSignatureOf(Token other) {
        String[] parts = other.text().split("\\.");
        return parts[0] + "." + claims() + "." + parts[2];
    }

    private static String head(String algorithm) {
        return encoded(Json.createObjectBuilder()
                .add("alg", algorithm)
                .add("typ", "JWT")
                .add("kid", KEY_ID)
                .build());
    }

    private String claims() {
        Instant expires = Instant.now().plus(left);
        return encoded(Json.createObjectBuilder()
                .add("iss", issuer)
                .add("aud", audience)
                .add("sub", user)
                .add("upn", user)
                .add("jti", UUID.randomUUID().toString())
                .add("groups", Json.createArrayBuilder(groups))
                .add("iat", expires.minus(VALID).getEpochSecond())
                .add("exp", expires.getEpochSecond())
                .build());
    }

    private static String encoded(JsonObject part) {
        return encoded(part.toString().getBytes(UTF_8));
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
