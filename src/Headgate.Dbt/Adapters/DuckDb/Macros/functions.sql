{#- DuckDB knows functions as macros: an expression or a query in parentheses, whose value is cast to what the function returns. Arguments have no types:
    files of the usual format cannot keep them. -#}
{% macro duckdb__scalar_function_sql(target_relation) %}
    {{ scalar_function_create_replace_signature_sql(target_relation) }}
    {{ scalar_function_body_sql() }}
{% endmacro %}

{% macro duckdb__scalar_function_create_replace_signature_sql(target_relation) %}
    {%- do scalar_function_volatility_sql() -%}
    create or replace macro {{ target_relation.render() }}({{ formatted_scalar_function_args_sql() }}) as
{% endmacro %}

{% macro duckdb__formatted_scalar_function_args_sql() %}
    {%- set args = [] -%}
    {%- for arg in model.arguments -%}
        {%- set default_value = arg.get('default_value') -%}
        {%- do args.append(arg.name ~ ('' if default_value is none else ' := ' ~ default_value)) -%}
    {%- endfor -%}
    {{ args | join(', ') }}
{% endmacro %}

{% macro duckdb__scalar_function_body_sql() %}
    cast((
        {{ model.compiled_code.rstrip('; \n') }}
    ) as {{ model.returns.data_type }})
{% endmacro %}

{#- A macro is as volatile as what it calls. -#}
{% macro duckdb__scalar_function_volatility_sql() %}
    {%- set volatility = model.config.get('volatility') -%}
    {%- if volatility is not none -%}
        {%- do unsupported_volatility_warning(volatility) -%}
    {%- endif -%}
{% endmacro %}

{% macro duckdb__alter_relation_comment(relation, relation_comment) -%}
    comment on {{ 'macro' if relation.type == 'function' else relation.type }} {{ relation }} is {{ sql_text(relation_comment) }}
{%- endmacro %}
