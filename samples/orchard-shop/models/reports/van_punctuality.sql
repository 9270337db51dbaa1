select
    van_round,
    cast({{ dbt.date_trunc('month', 'promised_on') }} as date) as month_start,
    count(*) as parcels,
    sum(case when is_late then 1 else 0 end) as late_parcels,
    {{ share('sum(case when is_late then 1 else 0 end)', 'count(*)') }} as late_share,
    {{ share('sum(minutes_on_the_road)', 'count(*)', 1) }} as minutes_on_the_road
from {{ ref('fct_deliveries') }}
group by 1, 2
