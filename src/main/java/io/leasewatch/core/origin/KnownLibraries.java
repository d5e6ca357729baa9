package io.leasewatch.core.origin;

import java.util.Set;

/**
 * The packages of known libraries.
 *
 * <p>An entry stands for the package and all packages below it; an entry with {@code .*} stands for that package only. Where
 * applications use the same namespace ({@code org.apache}, {@code org.eclipse}, {@code org.springframework}, {@code
 * org.hibernate}, {@code com.ibm} …), the packages of libraries are listed one by one, so that {@code org.hibernate.shop} is an
 * application and {@code org.hibernate.engine} is not.
 */
final class KnownLibraries {

    private static final String PERSISTENCE = """
            anorm cn.hutool.db com.avaje.ebean com.baomidou.mybatisplus com.blazebit.persistence com.j256.ormlite
            com.querydsl com.speedment doobie io.ebean io.hypersistence io.jmix.data io.micronaut.data next.jdbc
            oracle.toplink org.apache.cayenne org.apache.commons.dbutils org.apache.empire.db org.apache.ibatis
            org.apache.openjpa org.apache.torque org.batoo.jpa org.codejargon.fluentjdbc org.datanucleus org.eclipse.jnosql
            org.eclipse.persistence org.fluentjdbc org.hibernate.* org.hibernate.action org.hibernate.annotations
            org.hibernate.archive org.hibernate.beanvalidation org.hibernate.binder org.hibernate.boot org.hibernate.bytecode
            org.hibernate.c3p0 org.hibernate.cache org.hibernate.cfg org.hibernate.classic org.hibernate.collection
            org.hibernate.community org.hibernate.connection org.hibernate.context org.hibernate.criterion
            org.hibernate.dialect org.hibernate.ejb org.hibernate.engine org.hibernate.envers org.hibernate.event
            org.hibernate.exception org.hibernate.generator org.hibernate.grammars org.hibernate.graph org.hibernate.hikaricp
            org.hibernate.hql org.hibernate.id org.hibernate.impl org.hibernate.integrator org.hibernate.internal
            org.hibernate.jcache org.hibernate.jdbc org.hibernate.jmx org.hibernate.jpa org.hibernate.loader
            org.hibernate.mapping org.hibernate.metadata org.hibernate.metamodel org.hibernate.models org.hibernate.ogm
            org.hibernate.osgi org.hibernate.param org.hibernate.persister org.hibernate.pretty org.hibernate.procedure
            org.hibernate.processor org.hibernate.property org.hibernate.proxy org.hibernate.query org.hibernate.reactive
            org.hibernate.relational org.hibernate.resource org.hibernate.result org.hibernate.search org.hibernate.secure
            org.hibernate.service org.hibernate.shards org.hibernate.spatial org.hibernate.spi org.hibernate.sql
            org.hibernate.stat org.hibernate.tool org.hibernate.transaction org.hibernate.transform org.hibernate.tuple
            org.hibernate.type org.hibernate.usertype org.hibernate.util org.hibernate.validator org.hibernate.vector
            org.jdbi org.jetbrains.exposed org.jooq org.ktorm org.mybatis.caches org.mybatis.cdi org.mybatis.dynamic
            org.mybatis.guice org.mybatis.logging org.mybatis.scripting org.mybatis.spring org.nutz.dao org.seasar.doma
            org.seasar.extension org.simpleflatmapper org.sql2o org.teiid scalikejdbc slick""";

    private static final String SPRING = """
            org.springframework.ai org.springframework.amqp org.springframework.aop org.springframework.aot
            org.springframework.asm org.springframework.batch org.springframework.beans org.springframework.binding
            org.springframework.boot org.springframework.cache org.springframework.cglib org.springframework.cloud
            org.springframework.context org.springframework.core org.springframework.credhub org.springframework.dao
            org.springframework.data org.springframework.ejb org.springframework.expression org.springframework.faces
            org.springframework.format org.springframework.geode org.springframework.graphql org.springframework.hateoas
            org.springframework.http org.springframework.instrument org.springframework.integration
            org.springframework.javapoet org.springframework.jca org.springframework.jcl org.springframework.jdbc
            org.springframework.jms org.springframework.jmx org.springframework.jndi org.springframework.js
            org.springframework.kafka org.springframework.lang org.springframework.ldap org.springframework.mail
            org.springframework.messaging org.springframework.mobile org.springframework.mock org.springframework.modulith
            org.springframework.objenesis org.springframework.orm org.springframework.oxm org.springframework.plugin
            org.springframework.pulsar org.springframework.r2dbc org.springframework.remoting org.springframework.restdocs
            org.springframework.retry org.springframework.scheduling org.springframework.scripting
            org.springframework.security org.springframework.session org.springframework.shell org.springframework.social
            org.springframework.statemachine org.springframework.stereotype org.springframework.test
            org.springframework.transaction org.springframework.ui org.springframework.util org.springframework.validation
            org.springframework.vault org.springframework.web org.springframework.webflow org.springframework.ws
            org.springframework.xd org.springframework.xml""";

    private static final String JDBC = """
            com.alibaba.druid com.amazon.athena com.amazon.redshift com.clickhouse com.databricks com.ddtek com.edb
            com.facebook.presto com.filemaker.jdbc com.github.gavlyukovskiy com.github.housepower com.google.cloud.spanner
            com.google.cloud.sql com.ibm.as400 com.ibm.db2 com.ibm.informix com.ibm.optim.connect com.impossibl.postgres
            com.informix com.ingres com.intersystems com.jolbox.bonecp com.mchange.* com.mchange.cli com.mchange.conf
            com.mchange.io com.mchange.lang com.mchange.math com.mchange.net com.mchange.rmi com.mchange.util com.mchange.v1
            com.mchange.v2 com.mchange.v3 com.microsoft.aad com.microsoft.azure com.microsoft.sqlserver com.mongodb com.mysql
            com.p6spy com.pivotal.jdbc com.sap.db com.sap.dbtech com.simba com.singlestore com.snowflake com.splicemachine
            com.sybase com.teradata com.tmax.tibero com.vertica com.vladmihalcea com.yugabyte com.zaxxer.hikari cubrid.jdbc
            dm.jdbc io.agroal io.r2dbc io.trino lt.jdbc net.sf.log4jdbc net.snowflake net.sourceforge.jtds net.ttddyy
            nl.cwi.monetdb oracle.jdbc oracle.jpub oracle.net oracle.security oracle.sql oracle.ucp oracle.xdb
            org.apache.arrow org.apache.calcite org.apache.commons.dbcp org.apache.commons.dbcp2 org.apache.commons.pool
            org.apache.commons.pool2 org.apache.derby org.apache.drill org.apache.hive org.apache.ignite org.apache.kylin
            org.apache.phoenix org.apache.shardingsphere org.apache.tomcat org.duckdb org.firebirdsql org.gjt.mm.mysql org.h2
            org.hsqldb org.logicalcobwebs org.mariadb org.monetdb org.neo4j org.netezza org.opengauss org.postgresql
            org.sqlite org.vibur snaq.db software.amazon.jdbc solid.jdbc""";

    private static final String MIGRATION_AND_JOBS = """
            com.cronutils com.github.kagkarlsson com.googlecode.flyway io.pivotal.cfenv io.temporal liquibase
            net.javacrumbs.shedlock net.redhogs.cronparser org.activiti org.apache.camel org.apache.servicemix
            org.apache.synapse org.axonframework org.bonitasoft org.camunda org.drools org.ff4j org.flowable org.flywaydb
            org.jberet org.jbpm org.jobrunr org.keycloak org.kie org.liquibase org.mule org.operaton org.optaplanner
            org.pac4j org.quartz org.terracotta org.togglz""";

    private static final String WEB = """
            com.opensymphony com.vaadin freemarker io.dropwizard io.javalin io.jsonwebtoken io.swagger io.undertow jodd
            net.bootsfaces ognl org.apache.axis org.apache.axis2 org.apache.click org.apache.cxf org.apache.deltaspike
            org.apache.el org.apache.jasper org.apache.jsp.taglibs org.apache.myfaces org.apache.openejb org.apache.shiro
            org.apache.sling org.apache.struts org.apache.struts2 org.apache.taglibs org.apache.tapestry5 org.apache.tiles
            org.apache.tomee org.apache.velocity org.apache.webbeans org.apache.wicket org.apache.wink org.atmosphere
            org.bootsfaces org.directwebremoting org.eclipse.jetty org.eclipse.krazo org.glassfish org.icefaces org.jsoup
            org.jvnet org.ocpsoft org.omnifaces org.owasp org.primefaces.* org.primefaces.application org.primefaces.behavior
            org.primefaces.cache org.primefaces.clientwindow org.primefaces.component org.primefaces.config
            org.primefaces.context org.primefaces.convert org.primefaces.csp org.primefaces.el org.primefaces.event
            org.primefaces.expression org.primefaces.extensions org.primefaces.facelets org.primefaces.json
            org.primefaces.lifecycle org.primefaces.metadata org.primefaces.mobile org.primefaces.model org.primefaces.push
            org.primefaces.renderkit org.primefaces.seo org.primefaces.shaded org.primefaces.util org.primefaces.validate
            org.primefaces.virusscan org.primefaces.visit org.primefaces.webapp org.restlet org.richfaces org.thymeleaf
            org.zkoss play.api play.core play.db spark.embeddedserver spark.http""";

    private static final String JAKARTA_AND_SERVERS = """
            com.arjuna com.bea com.caucho com.ibm.cics com.ibm.crypto com.ibm.disthub com.ibm.ejs com.ibm.icu com.ibm.jms
            com.ibm.json com.ibm.jsse2 com.ibm.jtc com.ibm.jvm com.ibm.mq com.ibm.msg com.ibm.oti com.ibm.security com.ibm.tx
            com.ibm.websphere.appprofile com.ibm.websphere.asynchbeans com.ibm.websphere.cache com.ibm.websphere.ce
            com.ibm.websphere.concurrent com.ibm.websphere.csi com.ibm.websphere.ejbcontainer com.ibm.websphere.endpoint
            com.ibm.websphere.jaxrs com.ibm.websphere.jdbc com.ibm.websphere.jtaextensions com.ibm.websphere.kernel
            com.ibm.websphere.management com.ibm.websphere.naming com.ibm.websphere.objectgrid com.ibm.websphere.ras
            com.ibm.websphere.rsadapter com.ibm.websphere.scheduler com.ibm.websphere.security com.ibm.websphere.servlet
            com.ibm.websphere.sib com.ibm.websphere.webcontainer com.ibm.websphere.wim com.ibm.ws com.ibm.wsspi com.ibm.xml
            com.ibm.xtq com.oracle.toplink com.oracle.truffle com.oracle.webservices com.sun.activation com.sun.appserv
            com.sun.ejb com.sun.el com.sun.enterprise com.sun.facelets com.sun.faces com.sun.gjc com.sun.istack
            com.sun.jersey com.sun.jna com.sun.jndi com.sun.mail com.sun.org com.sun.rowset com.sun.syndication com.sun.tools
            com.sun.ws com.sun.xml fish.payara io.helidon io.openliberty.arquillian io.openliberty.cdi
            io.openliberty.checkpoint io.openliberty.concurrent io.openliberty.data io.openliberty.ejbcontainer
            io.openliberty.grpc io.openliberty.jcache io.openliberty.microprofile io.openliberty.org.apache
            io.openliberty.persistence io.openliberty.restfulWS io.openliberty.security io.openliberty.tools
            io.openliberty.transaction io.openliberty.webcontainer io.quarkus io.smallrye jakarta.activation
            jakarta.annotation jakarta.authentication jakarta.authorization jakarta.batch jakarta.data jakarta.decorator
            jakarta.ejb jakarta.el jakarta.enterprise jakarta.faces jakarta.inject jakarta.interceptor jakarta.jms
            jakarta.json jakarta.jws jakarta.mail jakarta.mvc jakarta.nosql jakarta.persistence jakarta.resource
            jakarta.security jakarta.servlet jakarta.transaction jakarta.validation jakarta.websocket jakarta.ws jakarta.xml
            javax.activation javax.annotation javax.batch javax.cache javax.crypto javax.decorator javax.ejb javax.el
            javax.enterprise javax.faces javax.imageio javax.inject javax.interceptor javax.jcr javax.jdo javax.jms
            javax.json javax.jws javax.mail javax.management javax.measure javax.money javax.mvc javax.naming javax.net
            javax.persistence javax.portlet javax.resource javax.rmi javax.script javax.security javax.servlet javax.sql
            javax.transaction javax.validation javax.websocket javax.ws javax.xml org.apache.activemq org.apache.aries
            org.apache.batchee org.apache.bval org.apache.catalina org.apache.coyote org.apache.felix org.apache.geronimo
            org.apache.johnzon org.apache.juli org.apache.karaf org.apache.meecrowave org.apache.naming org.apache.qpid
            org.apache.xbean org.apache.yoko org.eclipse.angus org.eclipse.core org.eclipse.ee4j org.eclipse.equinox
            org.eclipse.exousia org.eclipse.microprofile org.eclipse.osgi org.eclipse.parsson org.eclipse.soteria
            org.eclipse.transformer org.eclipse.yasson org.jboss.aop org.jboss.arquillian org.jboss.as.connector
            org.jboss.as.controller org.jboss.as.ee org.jboss.as.ejb3 org.jboss.as.jpa org.jboss.as.naming
            org.jboss.as.security org.jboss.as.server org.jboss.as.webservices org.jboss.byteman org.jboss.cache
            org.jboss.cdi org.jboss.classfilewriter org.jboss.common org.jboss.deployers org.jboss.dmr org.jboss.ejb
            org.jboss.ejb3 org.jboss.el org.jboss.hal org.jboss.iiop org.jboss.interceptor org.jboss.interceptors
            org.jboss.invocation org.jboss.jandex org.jboss.jca org.jboss.jdeparser org.jboss.kernel org.jboss.logging
            org.jboss.logmanager org.jboss.marshalling org.jboss.metadata org.jboss.modules org.jboss.msc org.jboss.mx
            org.jboss.narayana org.jboss.netty org.jboss.remoting org.jboss.remoting3 org.jboss.resource org.jboss.resteasy
            org.jboss.sasl org.jboss.seam org.jboss.security org.jboss.shrinkwrap org.jboss.spec org.jboss.stdio
            org.jboss.system org.jboss.threads org.jboss.tm org.jboss.util org.jboss.vfs org.jboss.weld org.jboss.wsf
            org.jboss.xnio org.jnp org.osgi org.picketbox org.picketlink org.wildfly org.xnio weblogic""";

    private static final String GENERAL = """
            akka antlr bsh cats ch.qos.logback clojure com.amazonaws com.datastax com.esotericsoftware com.fasterxml
            com.github.benmanes com.google.api com.google.common com.google.gson com.google.guava com.google.gwt
            com.google.inject com.google.protobuf com.hazelcast com.jayway com.lowagie com.netflix com.nimbusds com.rabbitmq
            com.thoughtworks com.typesafe dev.failsafe edu.emory.mathcs groovy groovyjarjarasm io.github.resilience4j io.grpc
            io.lettuce io.micrometer io.micronaut io.netty io.opencensus io.opentracing io.prometheus io.reactivex io.vavr
            io.vertx it.unimi.dsi javassist kotlin kotlinx net.bytebuddy net.jodah net.sf.cglib net.sf.ehcache
            net.sf.jasperreports net.sf.json net.spy okhttp3 okio org.antlr org.aopalliance org.apache.avro org.apache.batik
            org.apache.bcel org.apache.beam org.apache.commons.beanutils org.apache.commons.chain org.apache.commons.cli
            org.apache.commons.codec org.apache.commons.collections org.apache.commons.collections4
            org.apache.commons.compress org.apache.commons.configuration org.apache.commons.configuration2
            org.apache.commons.csv org.apache.commons.digester org.apache.commons.email org.apache.commons.exec
            org.apache.commons.fileupload org.apache.commons.fileupload2 org.apache.commons.httpclient org.apache.commons.io
            org.apache.commons.jexl org.apache.commons.jxpath org.apache.commons.lang org.apache.commons.lang3
            org.apache.commons.logging org.apache.commons.math org.apache.commons.math3 org.apache.commons.modeler
            org.apache.commons.net org.apache.commons.proxy org.apache.commons.scxml org.apache.commons.text
            org.apache.commons.validator org.apache.commons.vfs org.apache.commons.vfs2 org.apache.curator org.apache.flink
            org.apache.fop org.apache.geode org.apache.groovy org.apache.hadoop org.apache.hc org.apache.http
            org.apache.jackrabbit org.apache.jcs org.apache.jmeter org.apache.kafka org.apache.log4j org.apache.logging
            org.apache.lucene org.apache.maven org.apache.mina org.apache.nifi org.apache.oltu org.apache.pdfbox
            org.apache.pekko org.apache.poi org.apache.pulsar org.apache.solr org.apache.spark org.apache.sshd
            org.apache.thrift org.apache.tika org.apache.ws org.apache.xalan org.apache.xerces org.apache.xml
            org.apache.xmlbeans org.apache.zookeeper org.aspectj org.assertj org.bouncycastle org.cache2k
            org.checkerframework org.codehaus.groovy org.codehaus.jackson org.codehaus.jettison org.codehaus.plexus
            org.cometd org.dom4j org.eclipse.aether org.eclipse.birt org.eclipse.californium org.eclipse.collections
            org.eclipse.emf org.eclipse.jdt org.eclipse.jgit org.eclipse.milo org.eclipse.paho org.eclipse.rdf4j
            org.eclipse.sisu org.eclipse.xtend org.eclipse.xtext org.ehcache org.elasticsearch org.infinispan org.jctools
            org.jdom org.jdom2 org.jgroups org.joda org.jruby org.json org.junit org.mockito org.modelmapper
            org.mozilla.javascript org.mvel2 org.objectweb.asm org.opensearch org.ops4j org.python org.reactivestreams
            org.redisson org.reflections org.slf4j org.springdoc org.testng org.w3c org.xerial org.xml org.yaml reactor
            redis.clients scala software.amazon.awssdk zio""";

    private static final String AGENTS = """
            co.elastic.apm com.appdynamics com.contrastsecurity com.dynatrace com.instana com.lightstep com.newrelic
            com.ruxit com.singularity com.splunk com.wily com.yourkit datadog ddtrot io.hawt io.opentelemetry io.pyroscope
            io.sentry kieker net.bull.javamelody org.apache.skywalking org.glowroot org.hyperic org.jacoco org.jolokia
            org.rhq org.stagemonitor""";

    private static final Set<String> PACKAGES = Set.of(
            String.join("\n", PERSISTENCE, SPRING, JDBC, MIGRATION_AND_JOBS, WEB, JAKARTA_AND_SERVERS, GENERAL, AGENTS)
                    .strip()
                    .split("\\s+"));

    private static final Set<String> SERVER = Set.of(JAKARTA_AND_SERVERS.strip().split("\\s+"));

    private KnownLibraries() {}

    /** Whether the package of {@code className} is one of a server. Applications of other authors have these packages too. */
    static boolean isServer(String className) {
        return isIn(SERVER, className);
    }

    /** Whether {@code className}, a binary name with dots, is in the package of a known library or below it. */
    static boolean contains(String className) {
        int end = className.lastIndexOf('.');
        return isIn(PACKAGES, className) || (end >= 0 && PACKAGES.contains(className.substring(0, end) + ".*"));
    }

    private static boolean isIn(Set<String> packages, String className) {
        for (int dot = className.indexOf('.'); dot >= 0; dot = className.indexOf('.', dot + 1)) {
            if (packages.contains(className.substring(0, dot))) {
                return true;
            }
        }
        return false;
    }
}
