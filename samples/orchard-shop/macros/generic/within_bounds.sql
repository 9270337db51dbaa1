{#- Fails for every row whose value lies outside the bounds. A bound that is left out does not bind. -#}
{% test within_bounds(model, column_name, at_least=none, at_most=none) %}

select {{ column_name }}
from {{ model }}
where {{ column_name }} is not null
  and not (
    true
    {%- if at_least is not none %}
    and {{ column_name }} >= {{ at_least }}
    {%- endif %}
    {%- if at_most is not none %}
    and {{ column_name }} <= {{ at_most }}
    {%- endif %}
  )

{% endtest %}
