select
    books.day,
    extract(year from books.day) as year,
    extract(month from books.day) as month,
    cast({{ dbt.date_trunc('month', 'books.day') }} as date) as month_start,
    cast({{ dbt.date_trunc('week', 'books.day') }} as date) as week_start,
    extract(isodow from books.day) as weekday,
    extract(isodow from books.day) >= 6 as is_weekend,
    {{ season_of('books.day') }} as season,
    weather.rain_mm,
    weather.warmest_c,
    weather.is_wet
from {{ days_in_books() }} as books
left join {{ ref('stg_weather') }} as weather on weather.day = books.day
