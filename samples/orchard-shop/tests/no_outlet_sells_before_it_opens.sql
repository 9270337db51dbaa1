{{ config(severity='warn') }}

-- Known: the stall in Nether Quill had a trial week before its licence began.
select outlet_name, opened_on, first_sale_on
from {{ ref('dim_outlets') }}
where first_sale_on < opened_on
