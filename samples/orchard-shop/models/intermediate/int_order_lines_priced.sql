-- Each line at the price that held on its day, and with the promotion if the code, the day and the category fit.
with lines as (
    select
        order_lines.order_line_id,
        order_lines.order_id,
        order_lines.line_number,
        order_lines.product_id,
        order_lines.quantity,
        orders.outlet_id,
        orders.customer_id,
        orders.ordered_at,
        orders.ordered_on,
        orders.order_state,
        orders.promotion_code
    from {{ ref('stg_order_lines') }} as order_lines
    inner join {{ ref('stg_orders') }} as orders on orders.order_id = order_lines.order_id
),

priced as (
    select
        lines.*,
        products.category,
        prices.price_cents,
        prices.cost_cents,
        promotions.promotion_id,
        coalesce(promotions.percent_off, 0) as percent_off
    from lines
    inner join {{ ref('stg_products') }} as products on products.product_id = lines.product_id
    inner join {{ ref('stg_price_list') }} as prices
        on prices.product_id = lines.product_id
        and lines.ordered_on between prices.valid_from and prices.valid_to
    left join {{ ref('promotions') }} as promotions
        on promotions.code = lines.promotion_code
        and promotions.category = products.category
        and lines.ordered_on between promotions.starts_on and promotions.ends_on
)

select
    order_line_id,
    order_id,
    line_number,
    product_id,
    category,
    outlet_id,
    customer_id,
    ordered_at,
    ordered_on,
    order_state,
    promotion_id,
    quantity,
    quantity * price_cents as gross_cents,
    cast(round(quantity * price_cents * percent_off / 100.0) as bigint) as discount_cents,
    quantity * price_cents - cast(round(quantity * price_cents * percent_off / 100.0) as bigint) as net_cents,
    quantity * cost_cents as cost_cents
from priced
