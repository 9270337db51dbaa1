-- The best week of each outlet so far.
select outlet_name, week_start, net_amount
from (
    select
        outlets.outlet_name,
        days.week_start,
        sum(orders.net_amount) as net_amount,
        row_number() over (partition by outlets.outlet_name order by sum(orders.net_amount) desc) as place
    from {{ ref('fct_orders') }} as orders
    inner join {{ ref('dim_days') }} as days on days.day = orders.ordered_on
    inner join {{ ref('dim_outlets') }} as outlets on outlets.outlet_id = orders.outlet_id
    group by 1, 2
) as weeks
where place = 1
