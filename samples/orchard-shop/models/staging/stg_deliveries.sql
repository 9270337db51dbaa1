select
    delivery_id,
    order_id,
    promised_on,
    left_at,
    arrived_at,
    crates,
    cast(arrived_at as date) > promised_on as is_late
from {{ source('shop_records', 'deliveries') }}
