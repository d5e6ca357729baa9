package io.leasewatch.lease;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the application's own frame on the current stack.
 *
 * <p>Thread-safe. What is learnt of a class hangs on the class itself, so a redeployed application takes it away when it goes,
 * and its next version is looked at afresh. Walking is the cost; it grows with the number of frames between the caller and the
 * first frame of the application, not with the depth of the stack.
 */
final class SiteFinder {

    /** Behind JPA the application stands 15 to 40 frames up; past this many frames there is no application to find. */
    private static final int MOST_FRAMES = 256;

    /**
     * How many frames a first look fetches. The walk pays for every frame of a batch, whether looked at or not. An application
     * that calls a data source itself stands within these: four frames of our own, from {@link #find} to
     * {@code getConnection}, and then its own. One frame more, and every walk costs twice as much.
     */
    private static final int FIRST_BATCH = 6;

    /** Reflection's frames are shown and then ignored, because asking of each frame whether to hide it costs more. */
    private static final StackWalker WALKER =
            StackWalker.getInstance(Set.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_REFLECT_FRAMES), FIRST_BATCH);

    /**
     * The same for a connection that the server tells of from inside. Six frames more reach the application that stands above the
     * server's data source, and above a watched one around that.
     */
    private static final StackWalker FROM_INSIDE =
            StackWalker.getInstance(Set.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_REFLECT_FRAMES), FIRST_BATCH + 6);

    /** Where this library lies. Not its protection domain: Open Liberty gives classes of one library different ones. */
    private static final @Nullable CodeSource OWN =
            SiteFinder.class.getProtectionDomain().getCodeSource();

    private static final Object IGNORED = Boolean.TRUE;

    /** Ignored as well, but what it does may have been written by an application. */
    private static final Object GENERATED = Boolean.FALSE;

    private final List<String> ignoredPackages;
    private final ToldSites told;
    /**
     * For a class of an application the sites in it, for any other class {@link #IGNORED} or {@link #GENERATED}: nothing of this
     * library may hang on a class that outlives it.
     */
    private final ClassValue<Object> known = new ClassValue<>() {
        @Override
        protected Object computeValue(Class<?> type) {
            return isGenerated(type) ? GENERATED : isIgnored(type) ? IGNORED : new Sites();
        }
    };

    SiteFinder(List<String> ignoredPackages) {
        this.ignoredPackages = List.copyOf(ignoredPackages);
        this.told = new ToldSites(this.ignoredPackages);
    }

    /**
     * The site that a walk would find below a call of {@code source} at {@code place}, when {@code before} is the one above that;
     * {@code null} where only a walk can tell. It can where frames of an application may stand further down: below a data source
     * of its own, or a proxy that it made.
     */
    @Nullable
    Site told(String place, Object source, @Nullable Site before) {
        if (known.get(source.getClass()) != IGNORED) {
            return null;
        }
        Site site = told.at(place);
        return site == Site.UNKNOWN ? before : site;
    }

    /** The first frame that {@code finder} takes for an application's, {@link Site#UNKNOWN} without one or without a finder. */
    static Site find(@Nullable SiteFinder finder) {
        return finder == null ? Site.UNKNOWN : WALKER.walk(finder::firstKnown);
    }

    /** The same, expecting the server's frames before the application's. */
    static Site findFromInside(@Nullable SiteFinder finder) {
        return finder == null ? Site.UNKNOWN : FROM_INSIDE.walk(finder::firstKnown);
    }

    /** By a spliterator rather than a pipeline: this runs for every connection that is taken. */
    private Site firstKnown(Stream<StackFrame> stack) {
        Spliterator<StackFrame> frames = stack.spliterator();
        Look look = new Look();
        for (int i = 0; i < MOST_FRAMES && !look.site.isKnown() && frames.tryAdvance(look); i++) {}
        return look.site;
    }

    private final class Look implements Consumer<StackFrame> {
        private Site site = Site.UNKNOWN;

        @Override
        public void accept(StackFrame frame) {
            if (known.get(frame.getDeclaringClass()) instanceof Sites sites) {
                site = sites.siteAt(frame);
            }
        }
    }

    /** A proxy, a client stub or a lambda's class stands between the caller and the callee; neither is written by anybody. */
    private static boolean isGenerated(Class<?> type) {
        String name = type.getName();
        return type.isHidden() || type.isSynthetic() || name.contains("$$") || name.contains("$Proxy");
    }

    private boolean isIgnored(Class<?> type) {
        String name = type.getName();
        return ignoredPackages.stream().anyMatch(name::startsWith)
                || (name.startsWith("io.leasewatch.")
                        && Objects.equals(OWN, type.getProtectionDomain().getCodeSource()));
    }

    private static final class Sites {
        private final ConcurrentMap<Place, Site> sites = new ConcurrentHashMap<>(0);

        Site siteAt(StackFrame frame) {
            // A frame without a line is code that a tool generated: look further for the one that somebody wrote.
            StackTraceElement written = frame.toStackTraceElement();
            if (written.getLineNumber() < 0) {
                return Site.UNKNOWN;
            }
            Place place = new Place(written.getMethodName(), written.getLineNumber());
            Site site = sites.get(place);
            if (site == null) {
                site = Site.of(written);
                sites.put(place, site);
            }
            return site;
        }
    }

    private record Place(String method, int line) {}
}
