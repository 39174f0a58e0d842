"""Foreign keys that wait for the commit, a domain, any value taken, and a comparison at the end."""

__all__ = ["load", "tables", "view"]


def tables():
    return """
        create domain money_paid as numeric(8, 2) not null check (value >= 0);
        create table line (
            order_no int, line_no int, product_id int not null, price money_paid,
            quantity int not null, primary key (order_no, line_no)
        );
        create table orders (
            order_no int primary key, ordered_on date not null, customer_id int not null
        );
        create table customer (
            email text primary key, customer_id int not null, customer text not null, zip text,
            exclude using btree (customer_id with =)
        );
        alter table customer add unique (customer_id);
        create table city (zip text primary key, city text not null);
        create table product (product_id int primary key, product text not null);
        create table tag (
            tag text, product_id int, primary key (tag, product_id),
            foreign key (product_id) references product deferrable initially deferred
        );
        alter table line
            add foreign key (order_no) references orders deferrable initially deferred,
            add foreign key (product_id) references product deferrable initially deferred,
            add check (quantity > 0);
        alter table orders add foreign key (customer_id)
            references customer (customer_id) deferrable initially deferred;
        alter table customer add foreign key (zip) references city deferrable initially deferred;
    """


def view():
    return """
        create view sales as
        select order_no, line_no, ordered_on, customer_id, customer, email, zip, city,
            product_id, product,
            (select coalesce(string_agg(tag, ',' order by tag), '') from tag
             where tag.product_id = line.product_id) as tags,
            price::numeric(8, 2) as price, quantity
        from city
        right join customer using (zip)
        join orders using (customer_id)
        join line using (order_no)
        join product using (product_id)
    """


def load():
    return """
        insert into line select order_no, line_no, product_id, price, quantity from sheet;
        insert into orders select order_no, ordered_on, customer_id from sheet
        on conflict do nothing;
        insert into customer select email, customer_id, customer, zip from sheet
        on conflict do nothing;
        insert into city select zip, city from sheet where zip > '' on conflict do nothing;
        insert into product select product_id, product from sheet on conflict do nothing;
        insert into tag select unnest(string_to_array(tags, ',')), product_id from sheet
        on conflict do nothing;

        select 1 / (case when count(*) = 0 then 1 else 0 end)
        from (table sheet except all table sales) as lost;
    """
