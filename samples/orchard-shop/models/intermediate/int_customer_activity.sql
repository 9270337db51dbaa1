{{ config(materialized='ephemeral') }}

select
    customer_id,
    count(*) as order_count,
    min(ordered_on) as first_order_on,
    max(ordered_on) as last_order_on,
    sum(net_amount) as lifetime_amount
from {{ ref('fct_orders') }}
where customer_id is not null
  and order_state = 'completed'
group by customer_id
