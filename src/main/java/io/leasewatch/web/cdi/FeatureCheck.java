package io.leasewatch.web.cdi;

import io.leasewatch.monitor.liberty.Features;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AnnotatedField;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Prevents the start of the monitor on a server that lacks a feature it needs, and logs the reason once. Then no class of the
 * monitor becomes a bean. The application itself starts anyway, because MicroProfile Health reports a server with a failed
 * application as not ready.
 */
public class FeatureCheck implements Extension {

    /** Not a logger of the library, whose classes may not be defined yet; see {@link Standalone}. */
    private static final Logger LOG = System.getLogger(FeatureCheck.class.getName());

    private static final String REFUSAL =
            Features.seenBy(FeatureCheck.class.getClassLoader()).refusal();

    private static final AtomicBoolean LOGGED = new AtomicBoolean();

    /**
     * The types of injection points in classes that were vetoed. Static, because the server creates an extension for every
     * archive of the WAR.
     */
    private static final Set<Type> INJECTED = ConcurrentHashMap.newKeySet();

    void check(@Observes BeforeBeanDiscovery event) {
        if (!REFUSAL.isEmpty() && LOGGED.compareAndSet(false, true)) {
            LOG.log(Level.ERROR, "LSW5011E: " + REFUSAL);
        }
    }

    /** Vetoes the classes of Leasewatch that would become beans. Other classes belong to features that the server has. */
    void veto(
            @Observes
                    @WithAnnotations({ApplicationScoped.class, RequestScoped.class, Dependent.class, Interceptor.class})
                    ProcessAnnotatedType<?> type) {
        if (!REFUSAL.isEmpty() && isOfLeasewatch(type.getAnnotatedType().getJavaClass())) {
            type.getAnnotatedType().getFields().stream()
                    .filter(field -> field.isAnnotationPresent(Inject.class))
                    .map(AnnotatedField::getBaseType)
                    .filter(field -> !isProvidedByCdi(field))
                    .forEach(INJECTED::add);
            type.veto();
        }
    }

    /**
     * Adds a bean of each type in {@link #INJECTED}, because the server validates the injection points of REST resources even if
     * they are not beans. The value is {@code null}; these resources are never called.
     */
    void addBeans(@Observes AfterBeanDiscovery event) {
        for (Type type : INJECTED) {
            if (INJECTED.remove(type)) {
                event.addBean().addType(type).createWith(context -> null);
            }
        }
    }

    private static boolean isOfLeasewatch(Class<?> type) {
        return type.getName().startsWith("io.leasewatch.");
    }

    /** Whether CDI provides the type, such as {@code Instance} or {@code Event}. */
    private static boolean isProvidedByCdi(Type type) {
        Type raw = type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type;
        return raw.getTypeName().startsWith("jakarta.");
    }
}
