package io.leasewatch.core.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Metadata that belongs to a watched connection, as do its result sets. */
final class WatchedDatabaseMetaData extends ForwardingDatabaseMetaData {

    private final WatchedConnection connection;

    WatchedDatabaseMetaData(DatabaseMetaData delegate, WatchedConnection connection) {
        super(delegate);
        this.connection = connection;
    }

    private @Nullable ResultSet watch(@Nullable ResultSet resultSet) {
        return resultSet == null ? null : new WatchedResultSet(resultSet, connection, null);
    }

    @Override
    public @Nullable Connection getConnection() throws SQLException {
        // The driver is called first, because it decides whether a closed connection still answers.
        return super.getConnection() == null ? null : connection;
    }

    @Override
    public @Nullable ResultSet getProcedures(String catalog, String schemaPattern, String procedureNamePattern)
            throws SQLException {
        return watch(super.getProcedures(catalog, schemaPattern, procedureNamePattern));
    }

    @Override
    public @Nullable ResultSet getProcedureColumns(
            String catalog, String schemaPattern, String procedureNamePattern, String columnNamePattern)
            throws SQLException {
        return watch(super.getProcedureColumns(catalog, schemaPattern, procedureNamePattern, columnNamePattern));
    }

    @Override
    public @Nullable ResultSet getTables(String catalog, String schemaPattern, String tableNamePattern, String[] types)
            throws SQLException {
        return watch(super.getTables(catalog, schemaPattern, tableNamePattern, types));
    }

    @Override
    public @Nullable ResultSet getSchemas() throws SQLException {
        return watch(super.getSchemas());
    }

    @Override
    public @Nullable ResultSet getCatalogs() throws SQLException {
        return watch(super.getCatalogs());
    }

    @Override
    public @Nullable ResultSet getTableTypes() throws SQLException {
        return watch(super.getTableTypes());
    }

    @Override
    public @Nullable ResultSet getColumns(
            String catalog, String schemaPattern, String tableNamePattern, String columnNamePattern)
            throws SQLException {
        return watch(super.getColumns(catalog, schemaPattern, tableNamePattern, columnNamePattern));
    }

    @Override
    public @Nullable ResultSet getColumnPrivileges(
            String catalog, String schema, String table, String columnNamePattern) throws SQLException {
        return watch(super.getColumnPrivileges(catalog, schema, table, columnNamePattern));
    }

    @Override
    public @Nullable ResultSet getTablePrivileges(String catalog, String schemaPattern, String tableNamePattern)
            throws SQLException {
        return watch(super.getTablePrivileges(catalog, schemaPattern, tableNamePattern));
    }

    @Override
    public @Nullable ResultSet getBestRowIdentifier(
            String catalog, String schema, String table, int scope, boolean nullable) throws SQLException {
        return watch(super.getBestRowIdentifier(catalog, schema, table, scope, nullable));
    }

    @Override
    public @Nullable ResultSet getVersionColumns(String catalog, String schema, String table) throws SQLException {
        return watch(super.getVersionColumns(catalog, schema, table));
    }

    @Override
    public @Nullable ResultSet getPrimaryKeys(String catalog, String schema, String table) throws SQLException {
        return watch(super.getPrimaryKeys(catalog, schema, table));
    }

    @Override
    public @Nullable ResultSet getImportedKeys(String catalog, String schema, String table) throws SQLException {
        return watch(super.getImportedKeys(catalog, schema, table));
    }

    @Override
    public @Nullable ResultSet getExportedKeys(String catalog, String schema, String table) throws SQLException {
        return watch(super.getExportedKeys(catalog, schema, table));
    }

    @Override
    public @Nullable ResultSet getCrossReference(
            String parentCatalog,
            String parentSchema,
            String parentTable,
            String foreignCatalog,
            String foreignSchema,
            String foreignTable)
            throws SQLException {
        return watch(super.getCrossReference(
                parentCatalog, parentSchema, parentTable, foreignCatalog, foreignSchema, foreignTable));
    }

    @Override
    public @Nullable ResultSet getTypeInfo() throws SQLException {
        return watch(super.getTypeInfo());
    }

    @Override
    public @Nullable ResultSet getIndexInfo(
            String catalog, String schema, String table, boolean unique, boolean approximate) throws SQLException {
        return watch(super.getIndexInfo(catalog, schema, table, unique, approximate));
    }

    @Override
    public @Nullable ResultSet getUDTs(String catalog, String schemaPattern, String typeNamePattern, int[] types)
            throws SQLException {
        return watch(super.getUDTs(catalog, schemaPattern, typeNamePattern, types));
    }

    @Override
    public @Nullable ResultSet getSuperTypes(String catalog, String schemaPattern, String typeNamePattern)
            throws SQLException {
        return watch(super.getSuperTypes(catalog, schemaPattern, typeNamePattern));
    }

    @Override
    public @Nullable ResultSet getSuperTables(String catalog, String schemaPattern, String tableNamePattern)
            throws SQLException {
        return watch(super.getSuperTables(catalog, schemaPattern, tableNamePattern));
    }

    @Override
    public @Nullable ResultSet getAttributes(
            String catalog, String schemaPattern, String typeNamePattern, String attributeNamePattern)
            throws SQLException {
        return watch(super.getAttributes(catalog, schemaPattern, typeNamePattern, attributeNamePattern));
    }

    @Override
    public @Nullable ResultSet getSchemas(String catalog, String schemaPattern) throws SQLException {
        return watch(super.getSchemas(catalog, schemaPattern));
    }

    @Override
    public @Nullable ResultSet getClientInfoProperties() throws SQLException {
        return watch(super.getClientInfoProperties());
    }

    @Override
    public @Nullable ResultSet getFunctions(String catalog, String schemaPattern, String functionNamePattern)
            throws SQLException {
        return watch(super.getFunctions(catalog, schemaPattern, functionNamePattern));
    }

    @Override
    public @Nullable ResultSet getFunctionColumns(
            String catalog, String schemaPattern, String functionNamePattern, String columnNamePattern)
            throws SQLException {
        return watch(super.getFunctionColumns(catalog, schemaPattern, functionNamePattern, columnNamePattern));
    }

    @Override
    public @Nullable ResultSet getPseudoColumns(
            String catalog, String schemaPattern, String tableNamePattern, String columnNamePattern)
            throws SQLException {
        return watch(super.getPseudoColumns(catalog, schemaPattern, tableNamePattern, columnNamePattern));
    }
}
