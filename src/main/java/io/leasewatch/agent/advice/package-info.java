/** The code that is woven: each class is inlined into a method of the server or of a pool, and calls a hook. */
@NullMarked
package io.leasewatch.agent.advice;

import org.jspecify.annotations.NullMarked;
