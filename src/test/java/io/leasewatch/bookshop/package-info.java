/**
 * The sample application: a shop that does some things right and, when asked to, some things wrong. It is an application like any
 * other and uses of Leasewatch only what applications use; no part of the product depends on it.
 */
@NullMarked
package io.leasewatch.bookshop;

import org.jspecify.annotations.NullMarked;
