{% macro duckdb__create_schema(relation) -%}
    {%- call statement('create_schema') -%}
        create schema if not exists {{ relation.without_identifier() }}
    {%- endcall -%}
{%- endmacro %}

{% macro duckdb__create_table_as(temporary, relation, sql) -%}
    {%- set contract = config.get('contract') -%}
    {%- set enforced = contract is not none and contract.enforced and not temporary -%}
    {%- set sql_header = config.get('sql_header', none) -%}
    {%- set name = relation.include(database=(not temporary), schema=(not temporary)) -%}
{{ sql_header if sql_header is not none }}
    {%- if enforced %}
    {{ get_assert_columns_equivalent(sql) }}
    create table {{ name }} {{ get_table_columns_and_constraints() }};
    insert into {{ name }} (
        {{ adapter.dispatch('get_column_names', 'dbt')() }}
    ) (
        {{ get_select_subquery(sql) }}
    );
    {%- else %}
    create {% if temporary %}temporary {% endif %}table {{ name }}
    as (
        {{ sql }}
    );
    {%- endif -%}
{%- endmacro %}

{% macro duckdb__get_incremental_default_sql(arg_dict) -%}
    {%- if arg_dict['unique_key'] -%}
        {{ return(get_incremental_delete_insert_sql(arg_dict)) }}
    {%- endif -%}
    {{ return(get_incremental_append_sql(arg_dict)) }}
{%- endmacro %}

{#- DuckDB's delete takes no alias before its version 1.4 and needs none. -#}
{% macro duckdb__get_delete_insert_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) -%}
    {%- set names = get_quoted_csv(dest_columns | map(attribute='name')) -%}
    {%- if unique_key -%}
        {%- set keys = [unique_key] if unique_key is string else unique_key %}
    delete from {{ target }}
    where ({{ keys | join(', ') }}) in (
        select {% if keys | length > 1 %}({{ keys | join(', ') }}){% else %}{{ keys[0] }}{% endif %}
        from {{ source }}
    )
        {%- for predicate in (incremental_predicates or []) %}
        and {{ predicate }}
        {%- endfor %};
    {%- endif %}

    insert into {{ target }} ({{ names }})
    (
        select {{ names }}
        from {{ source }}
    );
{%- endmacro %}

{% macro duckdb__apply_grants(relation, grant_config, should_revoke=true) -%}
    {%- if grant_config -%}
        {{ adapter.warn_once('Grants for relations are not supported by DuckDB; the grants config has no effect.') }}
    {%- endif -%}
{%- endmacro %}

{% macro duckdb__get_create_index_sql(relation, index_dict) -%}
    {%- set columns = index_dict.get('columns', []) -%}
    {%- set unique = index_dict.get('unique', false) -%}
    create {{ 'unique ' if unique }}index if not exists "{{ local_md5(relation.identifier ~ (columns | join('_'))) }}" on {{ relation }} ({{ columns | join(', ') }})
{%- endmacro %}

{#- Temporary relations live in a catalog of their own, where only the bare name finds them. -#}
{% macro duckdb__make_temp_relation(base_relation, suffix) -%}
    {{ return(base_relation.incorporate(path={'identifier': base_relation.identifier ~ suffix, 'schema': none, 'database': none}, type='table')) }}
{%- endmacro %}
