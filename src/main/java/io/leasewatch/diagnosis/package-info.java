/**
 * What is wrong, said by service: how each one fares, which errors come again and again, and what to do. How pools fare is known in {@code
 * advice}, and when people are told in {@code alert}.
 */
@NullMarked
package io.leasewatch.diagnosis;

import org.jspecify.annotations.NullMarked;
