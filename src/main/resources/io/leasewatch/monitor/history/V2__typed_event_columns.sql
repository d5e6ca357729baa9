-- Null in rows that a release without these columns has written.
alter table leasewatch_event add column service varchar(400);
alter table leasewatch_event add column category varchar(100);
alter table leasewatch_event add column is_open boolean;
