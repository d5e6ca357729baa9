package io.leasewatch.monitor.channel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs a body and its time with a shared secret, so that a receiver can verify the sender and reject replays. */
final class Signature {

    static final String HEADER = "X-Leasewatch-Signature";
    static final String TIMESTAMP = "X-Leasewatch-Timestamp";

    private Signature() {}

    /** {@code sha256=} and the HMAC-SHA256 of the timestamp, a full stop and the body, in hexadecimal digits. */
    static String of(String secret, String timestamp, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] code = mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return "sha256=" + HexFormat.of().formatHex(code);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HmacSHA256", e);
        }
    }
}
