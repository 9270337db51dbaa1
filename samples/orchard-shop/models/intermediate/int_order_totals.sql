{{ config(materialized='ephemeral') }}

select
    order_id,
    count(*) as line_count,
    sum(quantity) as item_count,
    sum(gross_cents) as gross_cents,
    sum(discount_cents) as discount_cents,
    sum(net_cents) as net_cents,
    sum(cost_cents) as cost_cents,
    max(promotion_id) as promotion_id
from {{ ref('int_order_lines_priced') }}
group by order_id
