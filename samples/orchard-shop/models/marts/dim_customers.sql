select
    customers.customer_id,
    customers.full_name,
    customers.email,
    customers.loyalty_card,
    customers.takes_newsletter,
    customers.signed_up_on,
    villages.village_name,
    villages.van_round,
    coalesce(activity.order_count, 0) as order_count,
    coalesce(activity.lifetime_amount, 0) as lifetime_amount,
    activity.first_order_on,
    activity.last_order_on,
    case
        when activity.order_count is null then 'signed up'
        when activity.order_count = 1 then 'tried once'
        when activity.order_count < 8 then 'comes back'
        else 'regular'
    end as habit
from {{ ref('stg_customers') }} as customers
left join {{ ref('villages') }} as villages on villages.village_id = customers.village_id
left join {{ ref('int_customer_activity') }} as activity on activity.customer_id = customers.customer_id
