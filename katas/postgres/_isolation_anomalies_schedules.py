"""The schedules that `isolation_anomalies` asks about. Given: leave them as they are.

A, B and C are sessions. The first step of a session opens its transaction; all
sessions of a schedule have the same level. A step that meets a lock waits, the
later steps of its session wait behind it, and the others go on. When a session
fails, its transaction is rolled back and its later steps are left out. `after`
looks once more, from outside, when all have ended.

`=>` is what the step returns if the anomaly happens: rows, or the command tag.
"""

#: Each table and the rows that it has when a schedule begins.
TABLES = {
    "account (name text, balance int)": "('current', 100), ('savings', 0)",
    "booking (room int, day int)": "(1, 7)",
    "car (id int, buyer text)": "(1, null)",
    "doctor (name text, on_call bool)": "('Ann', true), ('Bob', true)",
    "invoice (car int, buyer text)": "(1, null)",
    "website (name text, hits int)": "('ours', 9), ('theirs', 10)",
}

# Car and invoice come from two transactions, which overwrote each other by turns.
DIRTY_WRITE = """\
A: update car set buyer = 'Ann' where id = 1
B: update car set buyer = 'Bob' where id = 1
B: update invoice set buyer = 'Bob' where car = 1
B: commit
A: update invoice set buyer = 'Ann' where car = 1
A: commit
after: select car.buyer, invoice.buyer from car, invoice  => Bob, Ann"""

# B reads what is never committed.
DIRTY_READ = """\
A: update account set balance = 0 where name = 'current'
B: select balance from account where name = 'current'  => 0
A: rollback
B: commit"""

# A reads the same row twice and finds two values.
NON_REPEATABLE_READ = """\
A: select balance from account where name = 'current'  => 100
B: update account set balance = 50 where name = 'current'
B: commit
A: select balance from account where name = 'current'  => 50
A: commit"""

# A asks the same question twice, and the second answer has one more row.
PHANTOM = """\
A: select count(*) from booking where day = 7  => 1
B: insert into booking values (2, 7)
B: commit
A: select count(*) from booking where day = 7  => 2
A: commit"""

# A adds 10 and B adds 20, each to the 100 that it has read. A's 10 are gone.
LOST_UPDATE = """\
A: select balance from account where name = 'current'
B: select balance from account where name = 'current'
A: update account set balance = 110 where name = 'current'
A: commit
B: update account set balance = 120 where name = 'current'
B: commit
after: select balance from account where name = 'current'  => 120"""

# There is a website with 10 hits before A and another after A. B deletes neither.
MISSED_ROW = """\
A: update website set hits = hits + 1
B: delete from website where hits = 10  => DELETE 0
A: commit
B: commit"""

# A doctor may leave if another is on call. Each of the two has seen another.
WRITE_SKEW = """\
A: select count(*) from doctor where on_call
B: select count(*) from doctor where on_call
A: update doctor set on_call = false where name = 'Ann'
A: commit
B: update doctor set on_call = false where name = 'Bob'
B: commit
after: select count(*) from doctor where on_call  => 0"""

# A takes 150 from the 100 it has read, and 1 more as a fee for the overdraft. B pays
# in 100 meanwhile. A before B is a possible order, B before A would have cost no fee.
# Yet the report C, which changes nothing, has seen B and not A.
READ_ONLY_ANOMALY = """\
A: select sum(balance) from account  => 100
B: update account set balance = balance + 100 where name = 'savings'
B: commit
C: select name, balance from account order by name  => current, 100; savings, 100
C: commit
A: update account set balance = balance - 151 where name = 'current'
A: commit
after: select name, balance from account order by name  => current, -51; savings, 100"""
