package io.leasewatch.it.corpus;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

@ApplicationPath("")
public class CorpusApi extends Application {}
