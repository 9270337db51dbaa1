{#-
  One to five lines for each receipt. Fresh fruit is sold while there is any: out of its season the line becomes
  something from the shelf instead.
-#}
{% macro load_order_lines(schema) %}
create table if not exists {{ schema }}.order_lines (
  order_id bigint,
  line_number bigint,
  product_id bigint,
  quantity bigint,
  loaded_at timestamp
);

insert into {{ schema }}.order_lines
with wanted as (
  select
    orders.order_id,
    positions.n + 1 as line_number,
    extract(month from orders.ordered_at) as month,
    {{ scatter('orders.order_id * 8 + positions.n', 51) }} % 46 + 1 as product_id,
    {{ scatter('orders.order_id * 8 + positions.n', 52) }} as luck
  from {{ schema }}.orders as orders
  inner join {{ count_from_zero(5) }} as positions on positions.n <= {{ scatter('orders.order_id', 53) }} % 5
  where orders.order_id > (select coalesce(max(order_id), 0) from {{ schema }}.order_lines)
)

select
  order_id,
  line_number,
  case
    when product_id <= 8 and month in (5, 6, 7) then product_id + 18
    when product_id between 9 and 12 and month not in (9, 10, 11, 12, 1) then product_id + 22
    when product_id between 13 and 15 and month not in (7, 8, 9) then product_id + 14
    when product_id between 16 and 18 and month not in (6, 7) then product_id + 19
    else product_id
  end,
  case
    when product_id <= 18 then 1 + luck % 5
    when luck % 100 < 70 then 1
    when luck % 100 < 93 then 2
    else 3
  end,
  current_timestamp at time zone 'UTC'
from wanted
order by order_id, line_number;
{% endmacro %}
