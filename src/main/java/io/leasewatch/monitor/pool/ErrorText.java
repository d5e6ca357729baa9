package io.leasewatch.monitor.pool;

import io.leasewatch.core.text.SafeText;

/** What a failure says, for people. */
public final class ErrorText {

    private static final int LONGEST = 200;

    private ErrorText() {}

    /** One line of at most 200 characters with the first cause in it, without passwords in URLs and without any of {@code secrets}. */
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
