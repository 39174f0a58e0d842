"""What the views of `updatable_views` are made of; there is nothing to solve here."""

SCHEMA = """
create table member (
    id int primary key,
    name text not null,
    bio text not null,
    email text not null,
    password_hash text not null,
    visibility text not null check (visibility in ('public', 'friends', 'nobody'))
);

create table orders (
    id int primary key,
    tenant text not null,  -- the name of a role
    product text not null,
    quantity int not null,
    archived boolean not null
);
create view current_order as
    select id, tenant, product, quantity, archived from orders where not archived;

create table author (
    id int primary key generated always as identity,
    name text not null unique
);
create table book (
    id int primary key generated always as identity,
    title text not null,
    author_id int not null references author
);
"""
