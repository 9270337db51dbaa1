select
    deliveries.delivery_id,
    deliveries.order_id,
    orders.customer_id,
    villages.van_round,
    villages.distance_km,
    deliveries.promised_on,
    deliveries.left_at,
    deliveries.arrived_at,
    deliveries.is_late,
    deliveries.crates,
    {{ dbt.datediff('deliveries.left_at', 'deliveries.arrived_at', 'minute') }} as minutes_on_the_road
from {{ ref('stg_deliveries') }} as deliveries
inner join {{ ref('stg_orders') }} as orders on orders.order_id = deliveries.order_id
left join {{ ref('stg_customers') }} as customers on customers.customer_id = orders.customer_id
left join {{ ref('villages') }} as villages on villages.village_id = customers.village_id
