-- Times are milliseconds since 1970-01-01 in UTC, so that both databases cut them into hours and days in the same way.

create table leasewatch_pool_sample (
  taken_at bigint not null,
  instance varchar(200) not null,
  name varchar(400) not null,
  utilization double precision not null,
  active integer not null,
  idle integer not null,
  waiting integer,
  most integer,
  peak integer,
  wait_millis double precision,
  hold_millis double precision,
  timeouts bigint not null,
  leaks integer not null,
  primary key (instance, taken_at, name)
);

create index leasewatch_pool_sample_at on leasewatch_pool_sample (taken_at);
create index leasewatch_pool_sample_of on leasewatch_pool_sample (name, taken_at);

create table leasewatch_service_sample (
  taken_at bigint not null,
  instance varchar(200) not null,
  name varchar(400) not null,
  acquired bigint not null,
  released bigint not null,
  active integer not null,
  errors bigint not null,
  hold_millis double precision,
  leaks integer not null,
  primary key (instance, taken_at, name)
);

create index leasewatch_service_sample_at on leasewatch_service_sample (taken_at);
create index leasewatch_service_sample_of on leasewatch_service_sample (name, taken_at);

-- The hours of a server before this one are summed up.
create table leasewatch_server (
  server varchar(200) primary key,
  summed_until bigint not null
);

create table leasewatch_hour (
  subject varchar(10) not null,
  instance varchar(200) not null,
  name varchar(400) not null,
  from_hour bigint not null,
  samples integer not null,
  utilization_min double precision,
  utilization_avg double precision,
  utilization_p95 double precision,
  utilization_max double precision,
  active_min double precision,
  active_avg double precision,
  active_p95 double precision,
  active_max double precision,
  waiting_min double precision,
  waiting_avg double precision,
  waiting_p95 double precision,
  waiting_max double precision,
  wait_min double precision,
  wait_avg double precision,
  wait_p95 double precision,
  wait_max double precision,
  hold_min double precision,
  hold_avg double precision,
  hold_p95 double precision,
  hold_max double precision,
  primary key (instance, from_hour, subject, name)
);

create table leasewatch_event (
  happened_at bigint not null,
  instance varchar(200) not null,
  kind varchar(20) not null,
  event_key varchar(200) not null,
  name varchar(400) not null,
  body varchar(100000) not null,
  primary key (instance, kind, event_key)
);

create index leasewatch_event_at on leasewatch_event (happened_at);
