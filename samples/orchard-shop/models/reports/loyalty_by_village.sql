select
    village_name,
    van_round,
    count(*) as customers,
    sum(case when habit = 'regular' then 1 else 0 end) as regulars,
    {{ share("sum(case when habit = 'regular' then 1 else 0 end)", 'count(*)') }} as regular_share,
    sum(lifetime_amount) as lifetime_amount
from {{ ref('dim_customers') }}
group by 1, 2
