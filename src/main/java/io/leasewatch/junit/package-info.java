/** JUnit 5 support: {@link io.leasewatch.junit.FailOnLeak} fails a test that leaves a connection open. */
@NullMarked
package io.leasewatch.junit;

import org.jspecify.annotations.NullMarked;
