/**
 * Tests that leave a lease open fail. For the tests of applications, with JUnit 5; nothing else of the library needs JUnit or this.
 */
@NullMarked
package io.leasewatch.testing;

import org.jspecify.annotations.NullMarked;
