package io.leasewatch.monitor.pool;

import io.leasewatch.core.text.SafeText;

/** Error messages that are safe to show. */
public final class ErrorText {

    private static final int LONGEST = 200;

    private ErrorText() {}

    /**
     * The message with that of the root cause, in one line of at most 200 characters, without credentials in URLs and without {@code
     * secrets}.
     */
    public static String of(Throwable thrown, String... secrets) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String text = String.valueOf(thrown.getMessage());
        if (root != thrown) {
            text += " (" + root.getClass().getSimpleName() + ": " + root.getMessage() + ")";
        }
        for (String secret : secrets) {
            if (!secret.isEmpty()) {
                text = text.replace(secret, "…");
            }
        }
        text = SafeText.shown(text);
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
