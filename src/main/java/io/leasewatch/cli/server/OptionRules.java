package io.leasewatch.cli.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Validates options. Each error message names the option, the rule and the value. */
public final class OptionRules {

    private OptionRules() {}

    public static int number(String option, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Rejected below, like a number that is out of range.
        }
        throw new UsageException(option + " must be a whole number from " + least + " to " + most + ", was " + value);
    }

    public static double percent(String option, String value) {
        try {
            double number = Double.parseDouble(value.strip());
            if (number >= 0 && number <= 100) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Rejected below, like a number that is out of range.
        }
        throw new UsageException(option + " must be a number from 0 to 100, was " + value);
    }

    public static Duration seconds(String option, String value, int least, int most) {
        return Duration.ofSeconds(number(option, value, least, most));
    }

    /** Validates a base URL and removes the trailing slash, so that paths can be appended. */
    public static String baseUrl(String option, String value) {
        URI uri = uri(value);
        if (uri == null
                || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw new UsageException(
                    option + " must be like http://localhost:9080, without user, query and fragment, was "
                            + withoutUser(value));
        }
        // The address of the dashboard is the one that people have at hand.
        return value.replaceAll("/+$", "").replaceAll("/leasewatch$", "");
    }

    public static String path(String option, String value) {
        URI uri = uri(value);
        if (uri == null
                || !value.startsWith("/")
                || value.startsWith("//")
                || uri.getRawFragment() != null
                || uri.getHost() != null) {
            throw new UsageException(
                    option + " must be a path of the server, such as /bookshop/api/books, was " + value);
        }
        return value;
    }

    private static String withoutUser(String url) {
        return url.replaceAll("//[^/]*@", "//...@");
    }

    private static @Nullable URI uri(String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
