{#- What the van carried: web orders that were not cancelled, a day or two later. About one in eighteen comes late. -#}
{% macro load_deliveries(schema) %}
create table if not exists {{ schema }}.deliveries (
  delivery_id bigint,
  order_id bigint,
  promised_on date,
  left_at timestamp,
  arrived_at timestamp,
  crates bigint,
  loaded_at timestamp
);

insert into {{ schema }}.deliveries
with parcels as (
  select
    order_id,
    {{ day_after('ordered_at', '2') }} as promised_on,
    case when {{ scatter('order_id', 61) }} % 18 = 0 then 3 else 1 + {{ scatter('order_id', 62) }} % 2 end as days_on_the_way
  from {{ schema }}.orders
  where outlet_id = 6
    and state <> 'cancelled'
    and order_id > (select coalesce(max(order_id), 0) from {{ schema }}.deliveries)
)

select
  order_id + 500000,
  order_id,
  promised_on,
  cast(promised_on as timestamp) + (days_on_the_way - 2) * interval '1 day' + 435 * interval '1 minute',
  cast(promised_on as timestamp) + (days_on_the_way - 2) * interval '1 day'
  + (470 + {{ scatter('order_id', 63) }} % 420) * interval '1 minute',
  1 + {{ scatter('order_id', 64) }} % 3,
  current_timestamp at time zone 'UTC'
from parcels
order by order_id;
{% endmacro %}
