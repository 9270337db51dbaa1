select
    order_line_id,
    order_id,
    line_number,
    product_id,
    outlet_id,
    customer_id,
    ordered_on,
    order_state,
    quantity,
    {{ amount('gross_cents') }} as gross_amount,
    {{ amount('discount_cents') }} as discount_amount,
    {{ amount('net_cents') }} as net_amount,
    {{ amount('cost_cents') }} as cost_amount
from {{ ref('int_order_lines_priced') }}
