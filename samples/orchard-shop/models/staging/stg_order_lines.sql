select
    order_id * 10 + line_number as order_line_id,
    order_id,
    line_number,
    product_id,
    quantity
from {{ source('shop_records', 'order_lines') }}
