select
    customer_id,
    first_name,
    last_name,
    first_name || ' ' || last_name as full_name,
    email,
    village_id,
    card as loyalty_card,
    takes_newsletter,
    signed_up_on,
    updated_at
from {{ source('shop_records', 'customers') }}
