/** Shared by all HTTP resources: errors, parameters, JSON, access and filters. */
@NullMarked
package io.leasewatch.web.http;

import org.jspecify.annotations.NullMarked;
