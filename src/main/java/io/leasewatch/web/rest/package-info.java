/** The API: a resource per subject. */
@NullMarked
package io.leasewatch.web.rest;

import org.jspecify.annotations.NullMarked;
