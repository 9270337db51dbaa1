{#-
  One row for each receipt. A day's number of receipts follows the weekday, the season, the year and the weather of
  that day; markets are held on their own weekdays, the picking barn is open in summer and autumn, the fair in September.
-#}
{% macro load_orders(schema) %}
create table if not exists {{ schema }}.orders (
  order_id bigint,
  receipt varchar,
  outlet_id bigint,
  customer_id bigint,
  ordered_at timestamp,
  paid_by varchar,
  state varchar,
  promotion_code varchar,
  loaded_at timestamp
);

insert into {{ schema }}.orders
with days as (
  select
    day_number,
    day,
    extract(isodow from day) as weekday,
    extract(month from day) as month,
    32
    + case when extract(isodow from day) in (6, 7) then 26 else 0 end
    + case
      when extract(month from day) in (9, 10) then 24
      when extract(month from day) in (6, 7, 8) then 13
      when extract(month from day) = 12 then 17
      when extract(month from day) in (1, 2) then -13
      else 0
    end
    + cast(floor(day_number / 70.0) as bigint)
    + {{ scatter('day_number', 21) }} % 11
    - case when {{ scatter('day_number', 71) }} % 100 < 38 then {{ scatter('day_number', 72) }} % 14 else 0 end as receipts
  from {{ days_in_books() }} as books
  where day > (select coalesce(max(cast(ordered_at as date)), cast('1900-01-01' as date)) from {{ schema }}.orders)
),

receipts as (
  select
    days.*,
    100000 + days.day_number * 200 + slots.n as order_id,
    slots.n as slot
  from days
  inner join {{ count_from_zero(160) }} as slots on slots.n < days.receipts
),

placed as (
  select
    receipts.*,
    case
      when day between cast('2025-09-13' as date) and cast('2025-09-21' as date) and {{ scatter('order_id', 31) }} % 100 < 22 then 7
      when weekday = 3 and {{ scatter('order_id', 31) }} % 100 < 30 then 3
      when weekday = 6 and {{ scatter('order_id', 31) }} % 100 < 24 then 4
      when weekday = 6 and day >= cast('2024-03-09' as date) and {{ scatter('order_id', 31) }} % 100 < 40 then 5
      when month in (6, 7, 8, 9, 10) and day >= cast('2023-06-10' as date) and {{ scatter('order_id', 32) }} % 100 < 25 then 2
      when {{ scatter('order_id', 33) }} % 100 < 31 then 6
      else 1
    end as outlet_id
  from receipts
)

select
  order_id,
  'R-' || replace(cast(day as varchar), '-', '') || '-' || lpad(cast(slot + 1 as varchar), 3, '0'),
  outlet_id,
  case
    when outlet_id = 6 or {{ scatter('order_id', 34) }} % 100 < 44
      then 1 + cast(floor(
        (day_number + 1) * 5
        * (({{ scatter('order_id', 35) }} % 10000) / 10000.0)
        * (({{ scatter('order_id', 36) }} % 7000 + 3000) / 10000.0)
      ) as bigint)
  end,
  cast(day as timestamp)
  + (case when outlet_id = 6 then 360 + {{ scatter('order_id', 37) }} % 1020 else 510 + {{ scatter('order_id', 37) }} % 540 end) * interval '1 minute',
  case
    when outlet_id = 6 then 'card'
    when {{ scatter('order_id', 38) }} % 100 < 27 then 'cash'
    when {{ scatter('order_id', 38) }} % 100 < 31 then 'voucher'
    else 'card'
  end,
  case
    when outlet_id = 6 and {{ scatter('order_id', 39) }} % 1000 < 24 then 'cancelled'
    when {{ scatter('order_id', 40) }} % 1000 < 13 then 'refunded'
    else 'completed'
  end,
  case
    when {{ scatter('order_id', 41) }} % 100 >= 30 then null
    when month in (4, 5) then 'BLOSSOM' || cast(extract(year from day) - 2000 as varchar)
    when month in (6, 7) then 'STONEFRUIT' || cast(extract(year from day) - 2000 as varchar)
    when month in (8, 9) then 'FIRSTPICK' || cast(extract(year from day) - 2000 as varchar)
    when month = 1 then 'WASSAIL' || cast(extract(year from day) - 2000 as varchar)
    when month in (10, 11) then 'LANTERN' || cast(extract(year from day) - 2000 as varchar)
  end,
  current_timestamp at time zone 'UTC'
from placed
order by order_id;
{% endmacro %}
