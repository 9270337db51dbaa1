select
    days.month_start,
    outlets.outlet_name,
    outlets.outlet_kind,
    count(*) as order_count,
    sum(orders.net_amount) as net_amount,
    sum(orders.margin_amount) as margin_amount,
    {{ share('sum(orders.margin_amount)', 'sum(orders.net_amount)') }} as margin_share,
    {{ share('sum(orders.net_amount)', 'count(*)', 2) }} as basket_amount
from {{ ref('fct_orders') }} as orders
inner join {{ ref('dim_days') }} as days on days.day = orders.ordered_on
inner join {{ ref('dim_outlets') }} as outlets on outlets.outlet_id = orders.outlet_id
where orders.order_state = 'completed'
group by 1, 2, 3
order by 1, 2
