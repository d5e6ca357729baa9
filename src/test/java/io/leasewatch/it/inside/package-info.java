/** An application that uses everything the library offers, for the tests that run inside of it. */
@NullMarked
package io.leasewatch.it.inside;

import org.jspecify.annotations.NullMarked;
