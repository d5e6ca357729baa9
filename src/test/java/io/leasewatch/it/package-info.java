/**
 * The product on real servers: each test class starts the servers it needs, in folders of their own under {@code target/it}, and
 * looks at them from outside, as their users do.
 */
@NullMarked
package io.leasewatch.it;

import org.jspecify.annotations.NullMarked;
