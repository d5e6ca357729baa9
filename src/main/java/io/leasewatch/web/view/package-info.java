/** The JSON documents of the API. They are public; the records they are made from are not, so those may change. */
@NullMarked
package io.leasewatch.web.view;

import org.jspecify.annotations.NullMarked;
