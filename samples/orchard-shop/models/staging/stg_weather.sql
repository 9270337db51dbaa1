select
    cast(read_at as date) as day,
    coldest_c,
    warmest_c,
    rain_mm,
    rain_mm > 0 as is_wet,
    coldest_c < 0 as has_frost
from {{ source('field_book', 'weather_readings') }}
