<%@ page import="java.sql.Connection, java.util.Queue, java.util.concurrent.ConcurrentLinkedQueue, javax.naming.InitialContext, javax.sql.DataSource" %>
<%! private static final Queue<Connection> FORGOTTEN = new ConcurrentLinkedQueue<>(); %>
<% FORGOTTEN.add(((DataSource) InitialContext.doLookup("jdbc/shop")).getConnection()); %>
forgotten
