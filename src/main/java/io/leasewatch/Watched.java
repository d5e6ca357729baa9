package io.leasewatch;

import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Injects a data source as a watched data source: {@code @Inject @Watched("jdbc/app") DataSource dataSource}.
 *
 * <p>A data source that server.xml already watches is injected unchanged.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface Watched {

    /** The JNDI name of the data source. */
    @Nonbinding
    String value() default "";
}
