{#- The rows of the batch's time are replaced. -#}
{% macro duckdb__get_incremental_microbatch_sql(arg_dict) -%}
    {%- set target = arg_dict['target_relation'] -%}
    {%- set names = get_quoted_csv(arg_dict['dest_columns'] | map(attribute='name')) -%}
    {%- set time = model.config.event_time %}
    delete from {{ target }}
    where {{ time }} >= '{{ model.batch.event_time_start }}' and {{ time }} < '{{ model.batch.event_time_end }}'
    {%- for predicate in (arg_dict['incremental_predicates'] or []) %}
        and {{ predicate }}
    {%- endfor %};

    insert into {{ target }} ({{ names }})
    (
        select {{ names }}
        from {{ arg_dict['temp_relation'] }}
    );
{%- endmacro %}
