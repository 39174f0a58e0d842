# expect: takes NULL for
"""Makes the tables by CREATE TABLE AS and adds keys, but no NOT NULL and no CHECK comes along."""

from solutions.postgres.normalize_schema import load, view

__all__ = ["load", "tables", "view"]


def tables():
    return """
        create table place as select zip, city from sheet limit 0;
        create table customer as select customer_id, customer, email, zip from sheet limit 0;
        create table product as select product_id, product from sheet limit 0;
        create table product_tag as select product_id, tags as tag from sheet limit 0;
        create table orders as select order_no, ordered_on, customer_id from sheet limit 0;
        create table line as
        select order_no, line_no, product_id, price, quantity from sheet limit 0;

        alter table place add primary key (zip);
        alter table customer
            add primary key (customer_id), add unique (email),
            add foreign key (zip) references place;
        alter table product add primary key (product_id);
        alter table product_tag
            add primary key (product_id, tag), add foreign key (product_id) references product;
        alter table orders
            add primary key (order_no), add foreign key (customer_id) references customer;
        alter table line
            add primary key (order_no, line_no),
            add foreign key (order_no) references orders,
            add foreign key (product_id) references product;
    """
