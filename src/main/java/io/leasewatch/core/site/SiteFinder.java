package io.leasewatch.core.site;

import io.leasewatch.core.origin.ClassOrigin;
import io.leasewatch.core.origin.PackageRules;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.security.CodeSource;
import java.util.Arrays;
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
public final class SiteFinder {

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

    // What is known of a class that has no sites. These are the JDK's objects, because such a class may outlive this
    // library and must not hold on to it.

    /** Of the JDK, of the server, or of this library. */
    private static final Object PLATFORM = "platform";

    private static final Object LIBRARY = "library";

    /** A proxy, a client stub or a lambda's class, which may call code of an application. */
    private static final Object GENERATED = "generated";

    /** A persistence provider of the server. What stands above one has its connection from a persistence context. */
    private static final Object PLATFORM_PERSISTENCE = "persistence of the platform";

    /** A persistence provider that an application brings along. */
    private static final Object LIBRARY_PERSISTENCE = "persistence of a library";

    private static final List<String> PERSISTENCE_PACKAGES =
            List.of("org.eclipse.persistence.", "org.hibernate.", "org.apache.openjpa.");

    /** Classes with these live from one request to the next. */
    private static final Set<String> CONVERSATIONS = Set.of(
            "jakarta.ejb.Stateful",
            "jakarta.enterprise.context.ConversationScoped",
            "jakarta.enterprise.context.SessionScoped");

    private final PackageRules packages;
    private final EncodedSites told;
    /** For a class of an application the sites in it, for any other class one of the constants above. */
    private final ClassValue<Object> known = new ClassValue<>() {
        @Override
        protected Object computeValue(Class<?> type) {
            if (isGenerated(type)) {
                return GENERATED;
            }
            boolean persistence = PERSISTENCE_PACKAGES.stream().anyMatch(type.getName()::startsWith);
            return switch (originOf(type)) {
                case APPLICATION -> new Sites(keeperIn(type));
                case LIBRARY -> persistence ? LIBRARY_PERSISTENCE : LIBRARY;
                case PLATFORM -> persistence ? PLATFORM_PERSISTENCE : PLATFORM;
            };
        }
    };

    public SiteFinder(PackageRules packages) {
        this.packages = packages;
        this.told = new EncodedSites(packages);
    }

    /**
     * The site that a walk would find below a call of {@code source} at {@code place}, when {@code before} is the one above that;
     * {@code null} where only a walk can tell. It can where frames of an application may stand further down: below a data source
     * of its own, or a proxy that it made.
     */
    public @Nullable Site told(String place, Object source, @Nullable Site before) {
        Object whose = known.get(source.getClass());
        if (whose != PLATFORM && whose != LIBRARY) {
            return null;
        }
        Site site = told.at(place);
        return site == Site.UNKNOWN ? before : site;
    }

    /**
     * The first frame that {@code finder} takes for an application's. Without one it is the outermost call of a library, and
     * {@link Site#UNKNOWN} without that, or without a finder.
     */
    public static Site find(@Nullable SiteFinder finder) {
        return finder == null ? Site.UNKNOWN : WALKER.walk(finder::firstKnown);
    }

    /** The same, expecting the server's frames before the application's. */
    public static Site findFromInside(@Nullable SiteFinder finder) {
        return finder == null ? Site.UNKNOWN : FROM_INSIDE.walk(finder::firstKnown);
    }

    /** By a spliterator rather than a pipeline: this runs for every connection that is taken. */
    private Site firstKnown(Stream<StackFrame> stack) {
        Spliterator<StackFrame> frames = stack.spliterator();
        Look look = new Look();
        for (int i = 0; i < MOST_FRAMES && !look.site.isKnown() && frames.tryAdvance(look); i++) {}
        return look.site();
    }

    private final class Look implements Consumer<StackFrame> {
        private Site site = Site.UNKNOWN;
        private boolean persistence;
        private @Nullable StackFrame outermost;

        @Override
        public void accept(StackFrame frame) {
            Object whose = known.get(frame.getDeclaringClass());
            if (whose instanceof Sites sites) {
                site = sites.siteAt(frame, persistence ? ConnectionOwner.PERSISTENCE : sites.keeper);
                return;
            }
            persistence |= whose == PLATFORM_PERSISTENCE || whose == LIBRARY_PERSISTENCE;
            if (whose == LIBRARY || whose == LIBRARY_PERSISTENCE) {
                outermost = frame;
            }
        }

        Site site() {
            return site.isKnown() || outermost == null
                    ? site
                    : Site.ofLibrary(outermost.toStackTraceElement(), persistence);
        }
    }

    /** A proxy, a client stub or a lambda's class stands between the caller and the callee; neither is written by anybody. */
    private static boolean isGenerated(Class<?> type) {
        String name = type.getName();
        return type.isHidden() || type.isSynthetic() || name.contains("$$") || name.contains("$Proxy");
    }

    private ClassOrigin originOf(Class<?> type) {
        String name = type.getName();
        if (name.startsWith("io.leasewatch.")
                && Objects.equals(OWN, type.getProtectionDomain().getCodeSource())) {
            return ClassOrigin.PLATFORM;
        }
        ClassOrigin said = packages.of(name);
        return said == null ? ClassOrigin.of(type) : said;
    }

    /** By the annotations' names: this room knows nothing of Jakarta. */
    private static ConnectionOwner keeperIn(Class<?> type) {
        boolean conversation = Arrays.stream(type.getAnnotations())
                .anyMatch(annotation ->
                        CONVERSATIONS.contains(annotation.annotationType().getName()));
        return conversation ? ConnectionOwner.CONVERSATION : ConnectionOwner.WORK;
    }

    private static final class Sites {
        private final ConnectionOwner keeper;
        private final ConcurrentMap<Place, Site> sites = new ConcurrentHashMap<>(0);

        Sites(ConnectionOwner keeper) {
            this.keeper = keeper;
        }

        Site siteAt(StackFrame frame, ConnectionOwner keeps) {
            // A frame without a line is code that a tool generated: look further for the one that somebody wrote.
            StackTraceElement written = frame.toStackTraceElement();
            if (written.getLineNumber() < 0) {
                return Site.UNKNOWN;
            }
            Place place = new Place(written.getMethodName(), written.getLineNumber(), keeps);
            Site site = sites.get(place);
            if (site == null) {
                site = Site.of(written, keeps);
                sites.put(place, site);
            }
            return site;
        }
    }

    private record Place(String method, int line, ConnectionOwner keeper) {}
}
