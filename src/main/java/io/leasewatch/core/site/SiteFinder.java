package io.leasewatch.core.site;

import io.leasewatch.core.origin.ClassOrigin;
import io.leasewatch.core.origin.FrameOrigins;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the frame of the application on the current stack.
 *
 * <p>Thread-safe. What is known about a class is attached to the class itself, so it goes away with a redeployed application and
 * is determined anew for the next version. The cost of a walk grows with the number of frames between the caller and the first
 * frame of the application, not with the depth of the stack.
 */
public final class SiteFinder {

    /** The maximum number of frames of a walk. With JPA, the application is 15 to 40 frames away. */
    private static final int MOST_FRAMES = 256;

    /**
     * The number of frames in the first batch of a walk. The walk pays for every frame of a batch, used or not. An application
     * that calls a data source directly is within this batch: four frames of this library, from {@link #find} to {@code
     * getConnection}, then the application. With one more frame, every walk costs twice as much.
     */
    private static final int FIRST_BATCH = 6;

    /** Frames of reflection are included and skipped here, because filtering them in the walker costs more. */
    private static final StackWalker WALKER =
            StackWalker.getInstance(Set.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_REFLECT_FRAMES), FIRST_BATCH);

    /**
     * A walker for connections that the agent reports from inside the server. Six more frames reach the application above the
     * data source of the server, and above a watched data source around it.
     */
    private static final StackWalker FROM_INSIDE =
            StackWalker.getInstance(Set.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_REFLECT_FRAMES), FIRST_BATCH + 6);

    /** A walker for whole stacks. */
    private static final StackWalker WHOLE = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

    /**
     * What stands between a thread and the code that it was made for: the thread itself, a single task, and a thread of a managed
     * thread factory.
     */
    private static final List<String> START_OF_THREAD = List.of(
            "java.lang.", "jdk.internal.", "java.util.concurrent.FutureTask", "com.ibm.ws.concurrent.internal.");

    /** The code source of this library. Not its protection domain, because Open Liberty gives classes of one library different ones. */
    private static final @Nullable CodeSource LIBRARY_SOURCE =
            SiteFinder.class.getProtectionDomain().getCodeSource();

    // Markers for classes without sites. They are objects of the JDK, because such a class may outlive this library and
    // must not reference it.

    /** A class of the JDK, of the server, or of this library. */
    private static final Object PLATFORM = "platform";

    private static final Object LIBRARY = "library";

    /** A proxy, a client stub or the class of a lambda; it may call code of an application. */
    private static final Object GENERATED = "generated";

    /** A persistence provider of the server. Code above it acquires its connections through a persistence context. */
    private static final Object PLATFORM_PERSISTENCE = "persistence of the platform";

    /** A persistence provider that an application brings along. */
    private static final Object LIBRARY_PERSISTENCE = "persistence of a library";

    private static final List<String> PERSISTENCE_PACKAGES =
            List.of("org.eclipse.persistence.", "org.hibernate.", "org.apache.openjpa.");

    /** Scopes of beans that live across requests. */
    private static final Pattern CONVERSATION_SCOPE = Pattern.compile(
            "(jakarta|javax)\\."
                    + "(ejb\\.Stateful|enterprise\\.context\\.(Conversation|Session)Scoped|faces\\.(flow\\.Flow|view\\.View)Scoped)");

    private final PackageRules packages;
    private final EncodedSites encodedSites;
    /** The {@link Sites} of a class of an application; for any other class one of the constants above. */
    private final ClassValue<Object> known = new ClassValue<>() {
        @Override
        protected Object computeValue(Class<?> type) {
            if (isGenerated(type)) {
                return GENERATED;
            }
            boolean persistence = PERSISTENCE_PACKAGES.stream().anyMatch(type.getName()::startsWith);
            ClassOrigin origin = originOf(type);
            FrameOrigins.record(type.getName(), origin);
            return switch (origin) {
                case APPLICATION -> new Sites(keeperIn(type), new HoldAnnotations(type));
                case LIBRARY -> persistence ? LIBRARY_PERSISTENCE : LIBRARY;
                case PLATFORM -> persistence ? PLATFORM_PERSISTENCE : PLATFORM;
            };
        }
    };

    public SiteFinder(PackageRules packages) {
        this.packages = packages;
        this.encodedSites = new EncodedSites(packages);
    }

    /**
     * The site that a walk would find below a call of {@code source} at the passed position {@code place}.
     *
     * <p>Frames of an application may be further down the stack if the data source is a class of the application or a proxy of
     * it. Only a walk finds the site then.
     *
     * @param before the site of the enclosing call, {@code null} if there is none
     * @return the site, {@code null} if only a walk can find it
     */
    public @Nullable Site told(String place, Object source, @Nullable Site before) {
        Object kind = known.get(source.getClass());
        if (kind != PLATFORM && kind != LIBRARY) {
            return null;
        }
        Site site = encodedSites.at(place);
        return site == Site.UNKNOWN ? before : site;
    }

    /**
     * The site of the first frame of an application. Without one, the outermost call of a library. {@link Site#UNKNOWN} if there
     * is none of these, or if {@code finder} is {@code null}.
     */
    public static Site find(@Nullable SiteFinder finder) {
        return finder == null ? Site.UNKNOWN : WALKER.walk(finder::firstKnown);
    }

    /** Like {@link #find}, for a stack with frames of the server before the application. */
    public static Site findFromInside(@Nullable SiteFinder finder) {
        return finder == null ? Site.UNKNOWN : FROM_INSIDE.walk(finder::firstKnown);
    }

    /**
     * Whether the application made the current thread: the first code that the thread runs is the application's, not that of an
     * executor, which may use the thread for other work and end it at any time. Keeps nothing in the class of that code, which may
     * outlive this library.
     */
    public boolean isThreadOfApplication() {
        return WHOLE.walk(stack -> stack.<Class<?>>map(StackFrame::getDeclaringClass)
                        .filter(type -> START_OF_THREAD.stream().noneMatch(type.getName()::startsWith))
                        .reduce((inner, outer) -> isWorker(inner) ? inner : outer))
                .filter(first -> !isGenerated(first) && originOf(first) == ClassOrigin.APPLICATION)
                .isPresent();
    }

    /** Whether an executor of the JDK runs its tasks by this class. A thread factory of the application may have put code around it. */
    private static boolean isWorker(Class<?> type) {
        return type.getName().equals("java.util.concurrent.ThreadPoolExecutor$Worker");
    }

    /** Uses a spliterator rather than a pipeline, because this runs for every acquired connection. */
    private Site firstKnown(Stream<StackFrame> stack) {
        Spliterator<StackFrame> frames = stack.spliterator();
        Search search = new Search();
        for (int i = 0; i < MOST_FRAMES && !search.site.isKnown() && frames.tryAdvance(search); i++) {}
        return search.site();
    }

    private final class Search implements Consumer<StackFrame> {
        private Site site = Site.UNKNOWN;
        private boolean persistence;
        private @Nullable StackFrame outermost;

        @Override
        public void accept(StackFrame frame) {
            Object kind = known.get(frame.getDeclaringClass());
            if (kind instanceof Sites sites) {
                site = sites.siteAt(frame, persistence ? ConnectionOwner.PERSISTENCE : sites.keeper);
                return;
            }
            persistence |= kind == PLATFORM_PERSISTENCE || kind == LIBRARY_PERSISTENCE;
            if (kind == LIBRARY || kind == LIBRARY_PERSISTENCE) {
                outermost = frame;
            }
        }

        Site site() {
            return site.isKnown() || outermost == null
                    ? site
                    : Site.ofLibrary(outermost.toStackTraceElement(), persistence);
        }
    }

    /** Whether the class is a proxy, a client stub or the class of a lambda, which has no source code. */
    private static boolean isGenerated(Class<?> type) {
        String name = type.getName();
        return type.isHidden() || type.isSynthetic() || name.contains("$$") || name.contains("$Proxy");
    }

    private ClassOrigin originOf(Class<?> type) {
        String name = type.getName();
        if (name.startsWith("io.leasewatch.")
                && Objects.equals(LIBRARY_SOURCE, type.getProtectionDomain().getCodeSource())) {
            return ClassOrigin.PLATFORM;
        }
        ClassOrigin rule = packages.of(name);
        return rule == null ? ClassOrigin.of(type) : rule;
    }

    /** Compares the annotations by name, because this package does not depend on Jakarta EE. */
    private static ConnectionOwner keeperIn(Class<?> type) {
        boolean conversation = Arrays.stream(type.getAnnotations())
                .map(annotation -> annotation.annotationType().getName())
                .anyMatch(name -> CONVERSATION_SCOPE.matcher(name).matches());
        return conversation ? ConnectionOwner.CONVERSATION : ConnectionOwner.WORK;
    }

    private static final class Sites {
        private final ConnectionOwner keeper;
        private final HoldAnnotations annotations;
        private final ConcurrentMap<Place, Site> sites = new ConcurrentHashMap<>(0);

        Sites(ConnectionOwner keeper, HoldAnnotations annotations) {
            this.keeper = keeper;
            this.annotations = annotations;
        }

        Site siteAt(StackFrame frame, ConnectionOwner keeps) {
            // A frame without a line is generated code; the walk continues to the first frame with source code.
            StackTraceElement written = frame.toStackTraceElement();
            if (written.getLineNumber() < 0) {
                return Site.UNKNOWN;
            }
            Place place = new Place(written.getMethodName(), written.getLineNumber(), keeps);
            Site site = sites.get(place);
            if (site == null) {
                boolean byBean = keeps == ConnectionOwner.WORK && annotations.isInitialization(frame);
                site = Site.of(written, byBean ? ConnectionOwner.BEAN : keeps, annotations.reason(frame));
                sites.put(place, site);
            }
            return site;
        }
    }

    private record Place(String method, int line, ConnectionOwner keeper) {}
}
