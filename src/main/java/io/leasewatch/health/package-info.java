/**
 * What probes are told. A check reads what is known and decides; it never asks a database or a pool, and never waits.
 */
@NullMarked
package io.leasewatch.health;

import org.jspecify.annotations.NullMarked;
