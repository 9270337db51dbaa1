{{
    config(
        materialized='incremental',
        unique_key='order_id',
        incremental_strategy='delete+insert',
        on_schema_change='fail'
    )
}}

-- Orders may be refunded for some days after they were made, so the last days are built again each time.
with orders as (
    select *
    from {{ ref('stg_orders') }}
    {% if is_incremental() %}
    where ordered_on >= (select max(ordered_on) - {{ var('correction_days') }} * interval '1 day' from {{ this }})
    {% endif %}
)

select
    orders.order_id,
    orders.receipt,
    orders.outlet_id,
    orders.customer_id,
    orders.ordered_at,
    orders.ordered_on,
    {{ season_of('orders.ordered_on') }} as season,
    orders.paid_by,
    orders.order_state,
    totals.promotion_id,
    totals.line_count,
    totals.item_count,
    {{ amount('totals.gross_cents') }} as gross_amount,
    {{ amount('totals.discount_cents') }} as discount_amount,
    {{ amount("case when orders.order_state = 'completed' then totals.net_cents else 0 end") }} as net_amount,
    {{ amount("case when orders.order_state = 'completed' then totals.net_cents - totals.cost_cents else 0 end") }} as margin_amount
from orders
inner join {{ ref('int_order_totals') }} as totals on totals.order_id = orders.order_id
