package io.leasewatch.jdbc;

import io.leasewatch.jdbc.ServerReferences.ResourceReference;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.stream.Collectors;
import javax.naming.Context;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the target of a wrapped JNDI name with the settings of the resource reference that is being resolved.
 *
 * <p>A resource reference says which user its connections have, their isolation level, and whether they are shared. Open Liberty
 * applies that when it resolves the reference to a data source, but does not pass it to an object factory. So the settings are
 * read from the references of the running component. If its references to the name have different settings, it is unknown which
 * of them is being resolved, and the lookup is refused.
 */
final class ReferenceLookup {

    /** Resolves a resource reference that is bound to a JNDI name. */
    private static final String RESOLVER = "com.ibm.ws.injectionengine.osgi.internal.IndirectJndiLookupObjectFactory";

    /** Looks up the data store of a Jakarta Data repository. Its package depends on the version of the server. */
    private static final String DATA_STORE = ".ResRefDelegator";

    private ReferenceLookup() {}

    /**
     * Looks up {@code target} for the resource reference to {@code name} that is being resolved on this thread. Returns
     * {@code null} if none is; then the lookup of the target is a direct one as well.
     *
     * @throws NamingException if the connections could differ from those of an unwrapped name
     */
    static @Nullable Object find(String name, String target) throws NamingException {
        StackWalker walker = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
        if (walker.walk(frames -> frames.anyMatch(frame -> frame.getClassName().endsWith(DATA_STORE)))) {
            throw new NamingException("LSW1107E: A Jakarta Data repository cannot use the data source " + name
                    + ", because Open Liberty accepts only its own data sources there. Name " + target
                    + " as the data store of the repository, and use the agent to watch it.");
        }
        // A naming context that is nearer than the resolver means that code looked up the name itself.
        Class<?> caller = walker.walk(frames -> frames.<Class<?>>map(StackFrame::getDeclaringClass)
                .filter(type -> isResolver(type) || Context.class.isAssignableFrom(type))
                .findFirst()
                .orElse(null));
        return caller == null || !isResolver(caller)
                ? null
                : find(name, target, new ServerReferences(caller.getClassLoader()));
    }

    private static boolean isResolver(Class<?> type) {
        return type.getName().equals(RESOLVER);
    }

    private static Object find(String name, String target, ServerReferences server) throws NamingException {
        List<ResourceReference> references;
        try {
            references = server.boundTo(name);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            throw unreadable(name, e.toString());
        }
        if (references.isEmpty()) {
            throw unreadable(name, "the running component has no reference to this name");
        }
        if (references.stream().map(ResourceReference::settings).distinct().count() > 1) {
            throw new NamingException("LSW1105E: The resource references to the data source " + name
                    + " differ in user, isolation level or sharing, and a wrapped data source does not learn which of them is"
                    + " looked up: "
                    + references.stream().map(ResourceReference::name).sorted().collect(Collectors.joining(", "))
                    + ". Use the agent instead of the wrapper, or add a jndiReferenceEntry with the same target for each"
                    + " kind of reference.");
        }
        try {
            return server.resolve(references.get(0), target);
        } catch (Exception e) {
            throw WatchedDataSourceFactory.notFound(target, e);
        }
    }

    private static NamingException unreadable(String name, String reason) {
        return new NamingException("LSW1106E: The settings of the resource reference to the data source " + name
                + " are unknown (" + reason + "), so its user, isolation level and sharing would be lost."
                + " Use the agent instead of the wrapper.");
    }
}
