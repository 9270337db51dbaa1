select
    cast({{ dbt.date_trunc('week', 'picked_on') }} as date) as week_start,
    variety_id,
    sum(kilos) as kilos,
    sum(kilos_for_table) as kilos_for_table,
    sum(kilos_for_press) as kilos_for_press,
    count(*) as lot_count
from {{ ref('stg_harvest_lots') }}
group by 1, 2
