package io.leasewatch;

import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Injects the watched form of a data source: {@code @Inject @Watched("jdbc/app") DataSource dataSource}.
 *
 * <p>A data source that server.xml watches already is injected as it is.
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
