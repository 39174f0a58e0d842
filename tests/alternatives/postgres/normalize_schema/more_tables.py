"""More tables than need be: no NULL anywhere, a table of tags; looks for contradictions first."""

__all__ = ["load", "tables", "view"]

CONTRADICTIONS = {
    "order_no": ["ordered_on", "customer_id"],
    "customer_id": ["customer", "email", "coalesce(zip, '-')"],
    "email": ["customer_id"],
    "zip": ["city"],
    "product_id": ["product", "tags"],
}


def tables():
    return """
        create table "line of order" (
            order_no int not null, line_no int not null, product_id bigint not null,
            price numeric not null, quantity bigint not null
        );
        create table orders (order_no bigint, ordered_on date not null, email varchar not null);
        create table person (
            customer_id bigint not null, customer text not null, email text not null
        );
        create table lives (customer_id bigint not null, zip text not null);
        create table zip (zip text, city text not null, unique (city, zip), primary key (zip));
        create table product (product_id bigint, product text not null);
        create table tag (tag text primary key);
        create table "product's tag" (tag text references tag, product_id bigint not null);

        create unique index on person (email);
        create unique index on person (customer_id);
        alter table orders add unique (order_no), alter order_no set not null;
        alter table orders add foreign key (email) references person (email);
        alter table lives
            add primary key (customer_id),
            add foreign key (customer_id) references person (customer_id),
            add foreign key (zip) references zip;
        alter table product add primary key (product_id);
        alter table "product's tag"
            add unique (product_id, tag),
            alter tag set not null,
            add foreign key (product_id) references product on delete cascade;
        alter table "line of order"
            add primary key (line_no, order_no),
            add foreign key (order_no) references orders (order_no) on delete cascade,
            add foreign key (product_id) references product,
            add check (price >= 0 and quantity >= 1);
    """


def view():
    return """
        create view sales as
        select l.order_no, l.line_no, o.ordered_on, p.customer_id::int, p.customer, p.email::text,
            zip.zip, zip.city, l.product_id, product.product,
            array_to_string(array(
                select tag from "product's tag" as t where t.product_id = l.product_id order by tag
            ), ',') as tags, l.price, l.quantity
        from "line of order" as l
        natural join orders as o
        join person as p on p.email = o.email
        natural join product
        left join (lives natural join zip) on lives.customer_id = p.customer_id
    """


def load():
    checks = "".join(
        f"""
        if exists (select from sheet where {key} is not null
                   group by {key} having count(distinct {column}) > 1) then
            raise 'a {key} is at odds with itself';
        end if;
        """
        for key, columns in CONTRADICTIONS.items()
        for column in columns
    )
    return (
        "do $$ begin "
        + checks
        + """
            insert into zip select zip, min(city) from sheet where zip is not null group by zip;
            insert into person
            select distinct on (customer_id) customer_id, customer, email from sheet;
            insert into lives select distinct customer_id, zip from sheet where zip is not null;
            insert into orders select order_no, min(ordered_on), min(email) from sheet group by 1;
            insert into product select product_id, min(product) from sheet group by 1;
            insert into tag
            select distinct tag from sheet, regexp_split_to_table(tags, ',') as tag where tag <> '';
            insert into "product's tag" (product_id, tag)
            select product_id, tag from product natural join tag
            where exists (
                select from sheet
                where product_id = product.product_id and tag = any (string_to_array(tags, ','))
            );
            insert into "line of order"
            select order_no, line_no, product_id, price, quantity from sheet;
        end $$
        """
    )
