package io.leasewatch.monitor.pgbouncer;

/** What PgBouncers of several versions answer: the columns that came, went and changed their names in between. */
final class Versions {

    private Versions() {}

    /** As of Debian 12. */
    static RecordedConsole v1_18() {
        return new RecordedConsole()
                .answer("VERSION", "version", "PgBouncer 1.18.0")
                .answer(
                        "POOLS",
                        "database|user|cl_active|cl_waiting|cl_active_cancel_req|cl_waiting_cancel_req|sv_active|sv_active_cancel"
                                + "|sv_being_canceled|sv_idle|sv_used|sv_tested|sv_login|maxwait|maxwait_us|pool_mode",
                        "app|ada|3|4|0|0|2|0|0|1|1|0|0|5|250000|session",
                        "pgbouncer|pgbouncer|1|0|0|0|0|0|0|0|0|0|0|0|0|statement")
                .answer(
                        "STATS",
                        "database|total_xact_count|total_query_count|total_received|total_sent|total_xact_time|total_query_time"
                                + "|total_wait_time|avg_xact_count|avg_query_count|avg_recv|avg_sent|avg_xact_time|avg_query_time"
                                + "|avg_wait_time",
                        "app|10|20|300|400|5000|6000|7000|1|1|1|1|1|1|1")
                .answer(
                        "DATABASES",
                        "name|host|port|database|force_user|pool_size|min_pool_size|reserve_pool|pool_mode|max_connections"
                                + "|current_connections|paused|disabled",
                        "app|db.example.com|5432|shop||6|1|2||0|4|0|0",
                        "pgbouncer||6432|pgbouncer|pgbouncer|2|0|0|statement|0|0|0|0")
                .answer(
                        "CLIENTS",
                        "type|user|database|state|addr|port|local_addr|local_port|connect_time|request_time|wait|wait_us"
                                + "|close_needed|ptr|link|remote_pid|tls|application_name",
                        "C|ada|app|active|10.0.0.7|40001|10.0.0.1|6432|2031-03-05 07:11:13 UTC|2031-03-05 07:11:14 UTC"
                                + "|0|12|0|0xc1|0x51|0||orders",
                        "C|ada|app|waiting|10.0.0.7|40002|10.0.0.1|6432|2031-03-05 07:11:13 UTC|2031-03-05 07:11:14 UTC"
                                + "|5|250000|0|0xc2||0||")
                .answer(
                        "SERVERS",
                        "type|user|database|state|addr|port|local_addr|local_port|connect_time|request_time|wait|wait_us"
                                + "|close_needed|ptr|link|remote_pid|tls|application_name",
                        "S|ada|app|active|10.0.0.9|5432|10.0.0.1|50001|2031-03-05 07:11:13 UTC|2031-03-05 07:11:14 UTC"
                                + "|0|0|0|0x51|0xc1|4711||orders")
                .answer(
                        "CONFIG",
                        "key|value|default|changeable",
                        "pool_mode|session|session|yes",
                        "max_client_conn|100|100|yes",
                        "max_user_connections|0|0|yes",
                        "auth_file|/etc/pgbouncer/userlist.txt||yes",
                        "auth_query|SELECT secret FROM everywhere||yes",
                        "stats_users|watcher||yes",
                        "server_tls_key_file|/etc/key.pem||yes")
                .answer("LISTS", "list|items", "databases|2", "used_clients|2")
                .answer("USERS", "name|pool_mode", "ada|");
    }

    static RecordedConsole v1_21() {
        return v1_18().answer("VERSION", "version", "PgBouncer 1.21.0")
                .answer(
                        "CLIENTS",
                        "type|user|database|state|addr|port|local_addr|local_port|connect_time|request_time|wait|wait_us"
                                + "|close_needed|ptr|link|remote_pid|tls|application_name|prepared_statements",
                        "C|ada|app|active|10.0.0.7|40001|10.0.0.1|6432|2031-03-05 07:11:13 UTC|2031-03-05 07:11:14 UTC"
                                + "|0|12|0|0xc1|0x51|0||orders|9")
                .answer("STATE", "key|value", "active|yes", "paused|no", "suspended|no");
    }

    static RecordedConsole v1_23() {
        return v1_21().answer("VERSION", "version", "PgBouncer 1.23.1")
                .answer(
                        "STATS",
                        "database|total_server_assignment_count|total_xact_count|total_query_count|total_received|total_sent"
                                + "|total_xact_time|total_query_time|total_wait_time",
                        "app|11|10|20|300|400|5000|6000|7000")
                .answer(
                        "CLIENTS",
                        "type|user|database|replication|state|addr|port|local_addr|local_port|connect_time|request_time|wait"
                                + "|wait_us|close_needed|ptr|link|remote_pid|tls|application_name|prepared_statements",
                        "C|ada|app|none|active|10.0.0.7|40001|10.0.0.1|6432|2031-03-05 07:11:13 UTC|2031-03-05 07:11:14 UTC"
                                + "|0|12|0|0xc1|0x51|0||orders|9");
    }

    static RecordedConsole v1_24() {
        return v1_23().answer("VERSION", "version", "PgBouncer 1.24.1")
                .answer(
                        "POOLS",
                        "database|user|cl_active|cl_waiting|cl_active_cancel_req|cl_waiting_cancel_req|sv_active|sv_active_cancel"
                                + "|sv_being_canceled|sv_idle|sv_used|sv_tested|sv_login|maxwait|maxwait_us|pool_mode"
                                + "|load_balance_hosts",
                        "app|ada|3|4|0|0|2|0|0|1|1|0|0|5|250000|session|round-robin",
                        "pgbouncer|pgbouncer|1|0|0|0|0|0|0|0|0|0|0|0|0|statement|")
                .answer(
                        "DATABASES",
                        "name|host|port|database|force_user|pool_size|min_pool_size|reserve_pool_size|server_lifetime|pool_mode"
                                + "|load_balance_hosts|max_connections|current_connections|max_client_connections"
                                + "|current_client_connections|paused|disabled",
                        "app|db.example.com|5432|shop||6|1|2|3600||round-robin|0|4|50|7|0|0")
                .answer(
                        "STATS",
                        "database|total_server_assignment_count|total_xact_count|total_query_count|total_received|total_sent"
                                + "|total_xact_time|total_query_time|total_wait_time|total_client_parse_count"
                                + "|total_server_parse_count|total_bind_count",
                        "app|11|10|20|300|400|5000|6000|7000|31|32|33")
                .answer(
                        "USERS",
                        "name|pool_size|reserve_pool_size|pool_mode|max_user_connections|current_connections"
                                + "|max_user_client_connections|current_client_connections",
                        "ada|9|0||0|4|0|7",
                        "bob|0|0||0|0|0|0");
    }

    static RecordedConsole v1_26() {
        return v1_24().answer("VERSION", "version", "PgBouncer 1.26.1")
                .answer(
                        "STATS",
                        "database|total_server_assignment_count|total_xact_count|total_query_count|total_received|total_sent"
                                + "|total_xact_time|total_query_time|total_wait_time|total_client_parse_count"
                                + "|total_server_parse_count|total_bind_count|total_client_login_count",
                        "app|11|10|20|300|400|5000|6000|7000|31|32|33|34")
                .answer(
                        "CLIENTS",
                        "type|user|database|replication|state|addr|port|local_addr|local_port|connect_time|request_time|wait"
                                + "|wait_us|close_needed|ptr|link|remote_pid|tls|application_name|prepared_statements|id",
                        "C|ada|app|none|active|10.0.0.7|40001|10.0.0.1|6432|2031-03-05 07:11:13 UTC|2031-03-05 07:11:14 UTC"
                                + "|0|12|0|0xc1|0x51|0||orders|9|1",
                        "C|ada|app|none|idle|10.0.0.7|40003|10.0.0.1|6432|2031-03-05 07:11:13 UTC|2031-03-05 07:11:14 UTC"
                                + "|0|0|0|0xc3||0||orders|9|2");
    }
}
