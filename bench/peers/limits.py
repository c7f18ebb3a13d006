"""One order against limits by a prepared query of SQLite in memory: reads the set as lines, checks the orders, prints how many are refused and nanoseconds of processor time an order."""

import sqlite3
import sys
import time

base = sqlite3.connect(":memory:", isolation_level=None)
base.execute("create table counted (account integer primary key, person integer) without rowid")
base.execute("create table held (cell integer primary key, units integer) without rowid")
base.execute("create table levels (col integer primary key, most integer) without rowid")
orders = []
for line in sys.stdin:
    kind, *numbers = line.split()
    row = tuple(map(int, numbers))
    if kind == "order":
        orders.append(row)
    else:
        base.execute(f"insert into {kind} values (?, ?)", row)

# The month and all months of the one person: what would be held on the side of the order, against each level.
QUERY = """
select max(abs(h.units + ?2) > l.most and (h.units + ?2) * ?2 > 0)
from counted c
join held h on h.cell in (c.person * ?4 + ?3, c.person * ?4 + ?4 - 1)
join levels l on l.col = h.cell - c.person * ?4
where c.account = ?1
"""
width = int(sys.argv[1])
for timed in (False, True):
    refused = 0
    start = time.process_time_ns()
    for account, units, slot in orders:
        refused += base.execute(QUERY, (account, units, slot, width)).fetchone()[0]
    each = (time.process_time_ns() - start) / len(orders)
print(refused, each)
