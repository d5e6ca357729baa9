/**
 * What is known, as JSON over HTTP. The views in here are the API; the records of the other rooms are not, so those may change.
 */
@NullMarked
package io.leasewatch.rest;

import org.jspecify.annotations.NullMarked;
