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
 * Keeps the monitor from starting on a server that lacks a feature it needs, and says so once. None of its classes becomes a bean
 * then. The application itself starts all the same: MicroProfile Health calls a server with a failed application not ready.
 */
public class FeatureCheck implements Extension {

    private static final Logger LOG = System.getLogger(FeatureCheck.class.getName());

    private static final String REFUSAL =
            Features.seenBy(FeatureCheck.class.getClassLoader()).refusal();

    private static final AtomicBoolean SAID = new AtomicBoolean();

    /** What is injected into classes that are left out. Shared, because the server makes an extension for every archive of the WAR. */
    private static final Set<Type> INJECTED = ConcurrentHashMap.newKeySet();

    void check(@Observes BeforeBeanDiscovery event) {
        if (!REFUSAL.isEmpty() && SAID.compareAndSet(false, true)) {
            LOG.log(Level.ERROR, "LSW5011E: " + REFUSAL);
        }
    }

    /** Those of our classes that would become beans. Others are of features that the server does have. */
    void leaveOut(
            @Observes
                    @WithAnnotations({ApplicationScoped.class, RequestScoped.class, Dependent.class, Interceptor.class})
                    ProcessAnnotatedType<?> type) {
        if (!REFUSAL.isEmpty() && isOurs(type.getAnnotatedType().getJavaClass())) {
            type.getAnnotatedType().getFields().stream()
                    .filter(field -> field.isAnnotationPresent(Inject.class))
                    .map(AnnotatedField::getBaseType)
                    .filter(field -> !isProvidedByCdi(field))
                    .forEach(INJECTED::add);
            type.veto();
        }
    }

    /** The server checks what is injected into REST resources even if they are not beans. They get {@code null} and are never called. */
    void satisfy(@Observes AfterBeanDiscovery event) {
        for (Type type : INJECTED) {
            if (INJECTED.remove(type)) {
                event.addBean().addType(type).createWith(context -> null);
            }
        }
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("io.leasewatch.");
    }

    /** Such as an {@code Instance} or an {@code Event}. */
    private static boolean isProvidedByCdi(Type type) {
        Type raw = type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type;
        return raw.getTypeName().startsWith("jakarta.");
    }
}
