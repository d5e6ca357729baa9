/** The HTTP API: one resource class per subject. */
@NullMarked
package io.leasewatch.web.rest;

import org.jspecify.annotations.NullMarked;
