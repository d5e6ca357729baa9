package io.leasewatch.bookshop;

import jakarta.ejb.ApplicationException;

/** Somebody orders what the shop does not have; nothing of what they order with it is stored. */
@ApplicationException(rollback = true)
public class NoSuchBook extends RuntimeException {

    NoSuchBook(int id) {
        super("There is no book " + id + ".\n");
    }
}
