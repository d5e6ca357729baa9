package io.leasewatch.bench;

import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Struct;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;

/** A connection to nothing: what it does costs nothing, and what a pool asks of it when lending has an answer. */
final class StubConnection implements Connection {

    @Override
    public void abort(Executor arg0) {}

    @Override
    public void clearWarnings() {}

    @Override
    public void close() {}

    @Override
    public void commit() {}

    @Override
    public Array createArrayOf(String s0, Object[] arg1) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Blob createBlob() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Clob createClob() {
        throw new UnsupportedOperationException();
    }

    @Override
    public NClob createNClob() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SQLXML createSQLXML() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Statement createStatement() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Statement createStatement(int i0, int i1) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Statement createStatement(int i0, int i1, int i2) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Struct createStruct(String s0, Object[] arg1) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean getAutoCommit() {
        return true;
    }

    @Override
    public String getCatalog() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getClientInfo(String s0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Properties getClientInfo() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getHoldability() {
        return 0;
    }

    @Override
    public DatabaseMetaData getMetaData() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getNetworkTimeout() {
        return 0;
    }

    @Override
    public String getSchema() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getTransactionIsolation() {
        return TRANSACTION_READ_COMMITTED;
    }

    @Override
    public Map<String, Class<?>> getTypeMap() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SQLWarning getWarnings() {
        return null;
    }

    @Override
    public boolean isClosed() {
        return false;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public boolean isValid(int i0) {
        return true;
    }

    @Override
    public boolean isWrapperFor(Class<?> arg0) {
        return false;
    }

    @Override
    public String nativeSQL(String s0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CallableStatement prepareCall(String s0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CallableStatement prepareCall(String s0, int i1, int i2) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CallableStatement prepareCall(String s0, int i1, int i2, int i3) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PreparedStatement prepareStatement(String s0) {
        return StubStatement.PREPARED;
    }

    @Override
    public PreparedStatement prepareStatement(String s0, int i1) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PreparedStatement prepareStatement(String s0, int i1, int i2) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PreparedStatement prepareStatement(String s0, int i1, int i2, int i3) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PreparedStatement prepareStatement(String s0, int[] arg1) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PreparedStatement prepareStatement(String s0, String[] arg1) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void releaseSavepoint(Savepoint arg0) {}

    @Override
    public void rollback() {}

    @Override
    public void rollback(Savepoint arg0) {}

    @Override
    public void setAutoCommit(boolean arg0) {}

    @Override
    public void setCatalog(String s0) {}

    @Override
    public void setClientInfo(String s0, String s1) {}

    @Override
    public void setClientInfo(Properties arg0) {}

    @Override
    public void setHoldability(int i0) {}

    @Override
    public void setNetworkTimeout(Executor arg0, int i1) {}

    @Override
    public void setReadOnly(boolean arg0) {}

    @Override
    public Savepoint setSavepoint() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Savepoint setSavepoint(String s0) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setSchema(String s0) {}

    @Override
    public void setTransactionIsolation(int i0) {}

    @Override
    public void setTypeMap(Map<String, Class<?>> arg0) {}

    @Override
    public <T> T unwrap(Class<T> arg0) {
        throw new UnsupportedOperationException();
    }
}
