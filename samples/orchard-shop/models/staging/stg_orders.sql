select
    order_id,
    receipt,
    outlet_id,
    customer_id,
    ordered_at,
    cast(ordered_at as date) as ordered_on,
    paid_by,
    state as order_state,
    promotion_code
from {{ source('shop_records', 'orders') }}
