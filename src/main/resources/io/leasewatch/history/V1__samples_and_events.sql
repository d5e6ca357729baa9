-- Times are milliseconds since 1970-01-01 in UTC, so that both databases cut them into hours and days in the same way.

create table leasewatch_pool_sample (
  taken_at bigint not null,
  instance varchar(200) not null,
  pool varchar(400) not null,
  utilization double precision not null,
  active integer not null,
  idle integer not null,
  waiting integer,
  most integer,
  peak integer not null,
  wait_millis double precision,
  hold_millis double precision,
  timeouts bigint not null,
  leaks integer not null,
  primary key (taken_at, instance, pool)
);

create table leasewatch_service_sample (
  taken_at bigint not null,
  instance varchar(200) not null,
  service varchar(400) not null,
  acquired bigint not null,
  released bigint not null,
  active integer not null,
  errors bigint not null,
  hold_millis double precision not null,
  primary key (taken_at, instance, service)
);

create table leasewatch_event (
  happened_at bigint not null,
  instance varchar(200) not null,
  kind varchar(20) not null,
  event_key varchar(200) not null,
  pool varchar(400) not null,
  body varchar(100000) not null,
  primary key (instance, kind, event_key)
);

create index leasewatch_event_at on leasewatch_event (happened_at);
