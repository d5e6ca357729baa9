/** MicroProfile Health. */
@NullMarked
package io.leasewatch.web.health;

import org.jspecify.annotations.NullMarked;
