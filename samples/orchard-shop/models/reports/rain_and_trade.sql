select
    days.year,
    days.season,
    days.is_weekend,
    count(distinct case when days.is_wet then days.day end) as wet_days,
    count(distinct case when not days.is_wet then days.day end) as dry_days,
    {{ share('count(case when days.is_wet then orders.order_id end)', 'count(distinct case when days.is_wet then days.day end)', 1) }} as orders_on_a_wet_day,
    {{ share('count(case when not days.is_wet then orders.order_id end)', 'count(distinct case when not days.is_wet then days.day end)', 1) }} as orders_on_a_dry_day
from {{ ref('dim_days') }} as days
left join {{ ref('fct_orders') }} as orders on orders.ordered_on = days.day
group by 1, 2, 3
