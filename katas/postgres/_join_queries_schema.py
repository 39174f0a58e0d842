"""The shop of `join_queries`, as PostgreSQL is told of it; there is nothing to solve here."""

SCHEMA = """
create table customer (
    id int primary key,
    name text not null,
    referrer_id int references customer
);
create table orders (
    id int primary key,
    customer_id int references customer,
    placed date not null
);
create table product (
    id int primary key,
    name text not null
);
create table line (
    order_id int not null references orders,
    product_id int not null references product,
    price int not null
);
create table payment (
    ref text primary key,
    order_id int not null references orders,
    amount int not null
);
create table bank (
    ref text unique,
    amount int not null
);
"""
