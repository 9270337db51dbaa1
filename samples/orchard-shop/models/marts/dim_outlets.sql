select
    outlets.outlet_id,
    outlets.outlet_name,
    outlets.outlet_kind,
    outlets.place,
    outlets.keeper,
    outlets.opened_on,
    min(orders.ordered_on) as first_sale_on,
    count(orders.order_id) as order_count
from {{ ref('stg_outlets') }} as outlets
left join {{ ref('stg_orders') }} as orders on orders.outlet_id = outlets.outlet_id
group by 1, 2, 3, 4, 5, 6
