-- The facts of orders are built a few days at a time; they must still add up to the lines.
with from_lines as (
    select order_id, sum(gross_amount) as gross_amount
    from {{ ref('fct_order_lines') }}
    group by order_id
)

select orders.order_id, orders.gross_amount, from_lines.gross_amount as gross_amount_of_lines
from {{ ref('fct_orders') }} as orders
full outer join from_lines on from_lines.order_id = orders.order_id
where orders.gross_amount is distinct from from_lines.gross_amount
