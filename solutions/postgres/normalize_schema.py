"""Normalise a schema, solved with a table for each determinant and a comparison at the end.

Read each comment of the sheet as "what decides this?". Every answer is a table
with the answer as its key: zip, customer, order, line, product. Tags answer to
the product, but a product has many of them, so they stand in a table that is all
key. The email decides the customer as well, and a second key is UNIQUE. That a
column is decided is now a matter of uniqueness, which an index can hold; in the
sheet the same rule would have taken a comparison with all other rows.

The price stays on the line. It was agreed on that day and follows from nothing
else, even if all lines of a product happened to show the same one. Data can
refute a dependency and never prove it; what holds is up to whoever knows the trade.

Splitting is lossless where the shared columns are a key of one part: then the
join finds one partner for each row. What loses rows here are the outer cases, a
customer without a zip and a product without tags, for a table that lists pairs
has nothing to say of who has none. Both need an outer join on the way back.

`load`: with DISTINCT, two names of one customer are two rows, and the primary key
objects by itself. DISTINCT ON, min() or ON CONFLICT DO NOTHING would choose in
silence. The tags are the trap: split first, DISTINCT turns two lists into their
union, and no constraint minds. Hence the last step, which compares the view with
the sheet. It finds whatever the inserts got wrong, also mistakes of your own.

Cost: each INSERT reads the sheet once and sorts or hashes it, and a foreign key
looks up each row; nothing goes row by row through the client. PostgreSQL makes no
index on the referring side. At work, add one for each foreign key by which you
join or delete (line.product_id, orders.customer_id, customer.zip).

At work the ids would often be surrogates (`generated always as identity`) with
the natural key UNIQUE beside them: zips and emails change, and a foreign key
repeats whatever it refers to. And the old table would be in use: add the new
ones, write to both, copy in batches, compare, put a view with the old name in its
place, and drop it when nobody asks for it any more.

Interview: "How would you normalise this table?" First the rules, then the keys,
then a table for each determinant, constraints, a load that is compared. Name the
three anomalies by its columns: a city to be corrected in many rows, a product that
cannot exist before it is sold, a customer who vanishes with the last order.
1NF: the list of tags becomes rows. 2NF: the date hangs on order_no, a part of the
key. 3NF: the city hangs on the zip, which is no key. BCNF: the email decides, so
it has to be a key where it stands.
"How do you know that nothing was lost?" Join back and compare in both directions,
or one direction and the count, with EXCEPT ALL where rows may repeat; then
totals that the business knows. "And what do you do with rows that contradict each
other?" Report them to who owns the data: `group by customer_id having count(distinct
customer) > 1` lists them (it skips NULL). A migration that picks one has made up a
fact.
"Does it get slower?" Reads join, on keys; writes touch one row instead of many, and
rows are narrow. Measure before you take anything back: a materialised view or a
copied column is a decision of its own, with an owner. A price or an address as it
was on that day is no redundancy.

Hints
-----
1. Go through the columns: which one or two columns must two rows share, so that
   they cannot differ in this one? Each answer is a key. Is any of them answered
   by a column that is not a key of its table?
2. Give each key a table, and each reference a foreign key. What did `sheet` refuse
   that your tables accept? Who else may not have the email of a customer?
3. In `view`, which joins drop a line when a customer has no zip or a product no
   tags? `string_agg` takes an ORDER BY inside, and is NULL over no rows.
4. In `load`, `insert into ... select distinct` meets the primary key when there are
   two values. For which table is there no such conflict? `string_to_array` and
   `unnest` split a list; an empty string gives no rows.
5. Compare at the end: `select * from sheet except select * from sales` must be
   empty. RAISE EXCEPTION in a `do $$ begin ... end $$` block undoes it all.
"""


def tables() -> str:
    return """
        create table place (
            zip text primary key,
            city text not null
        );
        create table customer (
            customer_id int primary key,
            customer text not null,
            email text not null unique,
            zip text references place
        );
        create table product (
            product_id int primary key,
            product text not null
        );
        create table product_tag (
            product_id int references product,
            tag text,
            primary key (product_id, tag)
        );
        create table orders (
            order_no int primary key,
            ordered_on date not null,
            customer_id int not null references customer
        );
        create table line (
            order_no int references orders,
            line_no int,
            product_id int not null references product,
            price numeric(8, 2) not null check (price >= 0),
            quantity int not null check (quantity > 0),
            primary key (order_no, line_no)
        );
    """


def view() -> str:
    return """
        create view sales as
        select
            order_no, line_no, ordered_on, customer_id, customer, email, zip, city,
            product_id, product, coalesce(tags, '') as tags, price, quantity
        from line
        join orders using (order_no)
        join customer using (customer_id)
        left join place using (zip)
        join product using (product_id)
        left join (
            select product_id, string_agg(tag, ',' order by tag) as tags
            from product_tag
            group by product_id
        ) as tagged using (product_id)
    """


def load() -> str:
    return """
        insert into place select distinct zip, city from sheet where zip is not null;
        insert into customer select distinct customer_id, customer, email, zip from sheet;
        insert into product select distinct product_id, product from sheet;
        insert into product_tag
        select distinct product_id, unnest(string_to_array(tags, ',')) from sheet;
        insert into orders select distinct order_no, ordered_on, customer_id from sheet;
        insert into line select order_no, line_no, product_id, price, quantity from sheet;

        do $$
        begin
            if exists (select * from sheet except select * from sales) then
                raise exception 'the sheet is at odds with itself: sales would differ from it';
            end if;
        end $$;
    """
