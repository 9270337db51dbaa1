{#- Runs the SQL of the call's body and keeps its response and rows under a name. -#}
{% macro statement(name=none, fetch_result=false, auto_begin=true, language='sql') -%}
    {%- if execute -%}
        {%- set body = caller() -%}
        {%- if name == 'main' -%}
            {{ log('Writing runtime ' ~ language ~ ' for node "' ~ model['unique_id'] ~ '"') }}
            {{ write(body) }}
        {%- endif -%}
        {%- if language == 'sql' -%}
            {%- set response, table = adapter.execute(body, auto_begin=auto_begin, fetch=fetch_result) -%}
        {%- else -%}
            {% do exceptions.raise_compiler_error('A statement in ' ~ language ~ ' cannot be run: only sql is supported.') %}
        {%- endif -%}
        {%- if name is not none -%}
            {{ store_result(name, response=response, agate_table=table) }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}

{% macro noop_statement(name=none, message=none, code=none, rows_affected=none, res=none) -%}
    {%- set body = caller() -%}
    {%- if name == 'main' -%}
        {{ write(body) }}
    {%- endif -%}
    {%- if name is not none -%}
        {{ store_raw_result(name, message=message, code=code, rows_affected=rows_affected, agate_table=res) }}
    {%- endif -%}
{%- endmacro %}

{% macro run_query(sql) -%}
    {%- call statement('run_query_statement', fetch_result=true, auto_begin=false) -%}
        {{ sql }}
    {%- endcall -%}
    {{ return(load_result('run_query_statement').table) }}
{%- endmacro %}
