"""The wide table of `normalize_schema`, its rules, and rows that keep to them; nothing to solve."""

SHEET = """
create table sheet (             -- a row for each line of an order
    order_no int not null,
    line_no int not null,        -- its number in the order
    ordered_on date not null,    -- an order has one date
    customer_id int not null,    -- and one customer
    customer text not null,      -- a customer has one name; others may have the same
    email text not null,         -- and one email, which nobody else has
    zip text,                    -- and one zip, or none that we know of
    city text,                   -- a zip lies in one city, which has many
    product_id int not null,     -- several lines of an order may have the same product
    product text not null,       -- a product has one name; others may have the same
    tags text not null,          -- and its tags: no tag twice, in alphabetical order, '' if none
    price numeric(8, 2) not null check (price >= 0),  -- what was agreed on for this line
    quantity int not null check (quantity > 0),
    primary key (order_no, line_no),
    check ((zip is null) = (city is null))
)
"""

ROWS = """
insert into sheet values
    (1, 1, '2025-03-01', 7, 'Ada', 'ada@x.org', '01067', 'Dresden', 1, 'Lamp', 'home,sale', 20, 1),
    (1, 2, '2025-03-01', 7, 'Ada', 'ada@x.org', '01067', 'Dresden', 2, 'Rope', '', 3.50, 2),
    (1, 3, '2025-03-01', 7, 'Ada', 'ada@x.org', '01067', 'Dresden', 1, 'Lamp', 'home,sale', 0, 1),
    (2, 1, '2025-03-01', 8, 'Ben', 'ben@x.org', null, null, 3, 'Lamp', 'garden', 35, 1),
    (3, 1, '2025-03-02', 7, 'Ada', 'ada@x.org', '01067', 'Dresden', 1, 'Lamp', 'home,sale', 18, 4),
    (4, 1, '2025-03-04', 9, 'Ada', 'ada@y.org', '01067', 'Dresden', 3, 'Lamp', 'garden', 35, 2),
    (4, 2, '2025-03-04', 9, 'Ada', 'ada@y.org', '01067', 'Dresden', 4, 'Ink', 'home,red', 4, 2),
    (5, 1, '2025-03-04', 6, 'Cy', 'cy@x.org', '01069', 'Dresden', 2, 'Rope', '', 3.50, 9),
    (6, 1, '2025-03-05', 8, 'Ben', 'ben@x.org', null, null, 4, 'Ink', 'home,red', 4, 1)
"""
