package io.leasewatch.core.request;

import io.leasewatch.Leasewatch;
import io.leasewatch.Watched;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Produces the data sources of {@link Watched} injection points. */
@ApplicationScoped
public class WatchedProducer {

    @Produces
    @Watched
    static DataSource watch(InjectionPoint point) throws NamingException {
        String name = point.getQualifiers().stream()
                .filter(Watched.class::isInstance)
                .map(qualifier -> ((Watched) qualifier).value())
                .findFirst()
                .orElse("");
        return Leasewatch.watch(name);
    }
}
