package io.leasewatch.monitor.leak;

import io.leasewatch.core.site.Site;
import java.util.regex.Pattern;

/**
 * Code that holds connections intentionally.
 *
 * @param line a method such as {@code Poller.run}, with or without the package, or a line such as {@code Poller.java:41}
 * @param reason why it holds connections, empty if no reason was given
 * @param by who declared it
 */
public record MeantLine(String line, String reason, String by) {

    /** What {@link #by} is if the declaration is in the configuration. */
    static final String CONFIGURATION = "configuration";

    private static final Pattern FILE_AND_LINE = Pattern.compile("[\\w$-]+\\.\\w+:\\d{1,7}");
    private static final Pattern METHOD =
            Pattern.compile("(\\p{javaJavaIdentifierPart}+\\.)+([\\p{javaJavaIdentifierPart}-]+|<init>|<clinit>)");
    /** The maximum length of each text. */
    public static final int LONGEST = 400;

    /** @throws IllegalArgumentException if {@code line} is neither a method nor a line, or a text is too long */
    public MeantLine {
        if (!isValid(line) || reason.length() > LONGEST) {
            throw new IllegalArgumentException(line);
        }
    }

    /** Whether {@code line} is a method or a line, and not too long. A compiler may give a method a name that is neither. */
    static boolean isValid(String line) {
        return line.length() <= LONGEST
                && (FILE_AND_LINE.matcher(line).matches()
                        || METHOD.matcher(line).matches());
    }

    /**
     * Parses a text such as {@code io.example.Poller.run=listens for notifications}. The reason may be left out.
     *
     * @throws IllegalArgumentException if the text does not have this form
     */
    public static MeantLine parse(String text) {
        int equals = text.indexOf('=');
        return equals < 0
                ? new MeantLine(text.strip(), "", CONFIGURATION)
                : new MeantLine(
                        text.substring(0, equals).strip(),
                        text.substring(equals + 1).strip(),
                        CONFIGURATION);
    }

    boolean isFileAndLine() {
        return line.indexOf(':') > 0;
    }

    /** Whether {@code site} is this line, or is in this method. */
    boolean fits(Site site) {
        return site.isKnown() && (isFileAndLine() ? isAt(site) : isIn(site));
    }

    private boolean isAt(Site site) {
        int colon = line.indexOf(':');
        return site.line() == Integer.parseInt(line.substring(colon + 1))
                && site.file().equals(line.substring(0, colon));
    }

    private boolean isIn(Site site) {
        String method = site.methodName().replace('$', '.');
        int dot = line.lastIndexOf('.');
        String wanted = (line.substring(0, dot + 1) + Site.writtenMethod(line.substring(dot + 1))).replace('$', '.');
        return method.equals(wanted) || method.endsWith("." + wanted);
    }
}
